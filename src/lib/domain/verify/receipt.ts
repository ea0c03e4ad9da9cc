import { fromBase32, toBase32 } from './base32.ts';
import { concat, toHex } from './bytes.ts';
import { verifySignature, type Sign } from './signed-note.ts';

/** What the server puts its name to when it accepts a ballot: nothing of its content, its time or its place in the log. */
export interface ReceiptClaim {
	surveyId: string;
	/** 16 signs of base32. */
	number: string;
	/** 24 digits. */
	fingerprint: string;
	/** The latest checkpoint there was. */
	size: number;
	root: Uint8Array;
}

/** A claim without its root, and the proof: root and signature as one text for photo or copy (154 signs). */
export interface Receipt extends Omit<ReceiptClaim, 'root'> {
	proof: string;
}

function textOf({ surveyId, number, fingerprint, size, root }: ReceiptClaim): string {
	return `pingjia-receipt/1\n${surveyId}\n${number}\n${fingerprint}\n${size}\n${toHex(root)}\n`;
}

export function writeReceipt(claim: ReceiptClaim, sign: Sign): Receipt {
	const { root, ...shown } = claim;
	const signature = sign(new TextEncoder().encode(textOf(claim)));
	return { ...shown, proof: toBase32(concat(root, signature)) };
}

/** The claim, if the survey's log key signed it; otherwise null. */
export function readReceipt(receipt: Receipt, publicKey: Uint8Array): ReceiptClaim | null {
	const bytes = fromBase32(receipt.proof);
	if (bytes?.length !== 96) return null;
	const { surveyId, number, fingerprint, size } = receipt;
	const claim = { surveyId, number, fingerprint, size, root: bytes.subarray(0, 32) };
	return verifySignature(bytes.subarray(32), textOf(claim), publicKey) ? claim : null;
}
