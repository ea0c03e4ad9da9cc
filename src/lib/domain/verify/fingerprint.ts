import { toHex } from './bytes.ts';
import { entryHash } from './merkle.ts';

/** 问卷指纹: 24 decimal digits of the hash of log entry 0, which states everything that opening froze. */
export function fingerprintOf(openPayload: Uint8Array): string {
	const number = BigInt(`0x${toHex(entryHash('open', openPayload))}`);
	return (number % 10n ** 24n).toString().padStart(24, '0');
}

/** In six groups of four, as it is printed. */
export function groupFingerprint(fingerprint: string): string {
	return (fingerprint.match(/\d{4}/g) ?? []).join(' ');
}
