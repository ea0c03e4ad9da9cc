import { createHmac } from 'node:crypto';

/**
 * What is stored instead of a code, all keyed by the survey's pepper so that the 10^15 codes cannot be searched.
 * The messages start differently (`code|`, `poster|`, `meeting|`, `rid|`, `retry|`) and have fields of fixed length or without `|`,
 * so none can be taken for another.
 */
function mac(pepper: Buffer, ...parts: (string | Buffer)[]): Buffer {
	const hmac = createHmac('sha256', pepper);
	for (const part of parts) hmac.update(part);
	return hmac.digest();
}

/** 32 bytes: the `mac` of table `code` and the nullifier of table `spent`. `code` is normalised (16 digits). */
export function nullifierOf(pepper: Buffer, surveyId: string, code: string): Buffer {
	return mac(pepper, `code|${surveyId}|${code}`);
}

/** The same for a ticket, 32 hex digits; of one mode it is worth nothing in the other. */
export function ticketNullifierOf(
	pepper: Buffer,
	mode: 'meeting' | 'poster',
	surveyId: string,
	ticket: string
): Buffer {
	return mac(pepper, `${mode}|${surveyId}|${ticket}`);
}

/** 10 bytes: the receipt, which says nothing about the answers. `submissionId` is 16 bytes. */
export function receiptIdOf(pepper: Buffer, nullifier: Buffer, submissionId: Buffer): Buffer {
	return mac(pepper, 'rid|', nullifier, submissionId).subarray(0, 10);
}

/** 16 bytes: recognises the same submission sent again after a lost reply. */
export function retryTagOf(pepper: Buffer, nullifier: Buffer, submissionId: Buffer): Buffer {
	return mac(pepper, 'retry|', nullifier, submissionId).subarray(0, 16);
}
