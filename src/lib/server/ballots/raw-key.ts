import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** Keys of Curve25519 as the 32 bytes that files, columns and other implementations use. */
export type Curve = 'x25519' | 'ed25519';

// DER of everything around the 32 bytes (RFC 8410); X25519 is 1.3.101.110, Ed25519 1.3.101.112.
const oidTail: Record<Curve, string> = { x25519: '6e', ed25519: '70' };

/** `raw` is an X25519 private key or an Ed25519 seed. */
export function privateKeyFrom(curve: Curve, raw: Buffer): KeyObject {
	const head = Buffer.from(`302e020100300506032b65${oidTail[curve]}04220420`, 'hex');
	return createPrivateKey({ key: Buffer.concat([head, raw]), format: 'der', type: 'pkcs8' });
}

export function publicKeyFrom(curve: Curve, raw: Buffer): KeyObject {
	const head = Buffer.from(`302a300506032b65${oidTail[curve]}032100`, 'hex');
	return createPublicKey({ key: Buffer.concat([head, raw]), format: 'der', type: 'spki' });
}

/** The 32 bytes of a public key, or of the public half of a private one. */
export function rawPublicKey(key: KeyObject): Buffer {
	const half = key.type === 'private' ? createPublicKey(key) : key;
	// Measured: 1 µs as a JWK, 28 µs as DER, on the way of every ballot.
	return Buffer.from(half.export({ format: 'jwk' }).x ?? '', 'base64url');
}
