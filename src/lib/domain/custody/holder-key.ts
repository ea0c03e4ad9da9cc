import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** The key pair of one holder (保管人): X25519, 32 bytes each. The secret half never leaves the holder's browser. */
export interface HolderKey {
	secret: Uint8Array;
	publicKey: Uint8Array;
}

/** The key pair that a key sheet stands for. */
export function holderKeyOf(seed: Uint8Array): HolderKey {
	const secret = hkdf(sha256, seed, utf8ToBytes('pingjia key sheet v1'), utf8ToBytes('x25519'), 32);
	return { secret, publicKey: x25519.getPublicKey(secret) };
}

/** "dddd dddd dddd dddd dddd dddd" of a public key, or of several one after the other: 80 bits for the eye. */
export function fingerprintOf(...publicKeys: Uint8Array[]): string {
	const hash = sha256(new Uint8Array(publicKeys.flatMap((key) => [...key])));
	const groups = Array.from({ length: 6 }, (_, index) => {
		// 24 bits reduced to four digits: the bias is below one in a thousand.
		const [high = 0, middle = 0, low = 0] = hash.slice(index * 3, index * 3 + 3);
		return String(((high << 16) | (middle << 8) | low) % 10_000).padStart(4, '0');
	});
	return groups.join(' ');
}
