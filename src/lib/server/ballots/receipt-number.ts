import { toBase32 } from '$lib/domain/verify/base32';

/** A receipt id (10 bytes) as the 16 characters a member keeps. */
export function receiptNumber(receiptId: Uint8Array): string {
	return toBase32(receiptId);
}
