import { sign } from 'node:crypto';
import type { Sign } from '$lib/domain/verify/signed-note';
import { privateKeyFrom, rawPublicKey } from './raw-key';

export interface SigningKey {
	/** 32 bytes. */
	publicKey: Uint8Array;
	sign: Sign;
}

/** The Ed25519 key made from a seed of 32 bytes. */
export function signingKey(seed: Buffer): SigningKey {
	const key = privateKeyFrom('ed25519', seed);
	return { publicKey: rawPublicKey(key), sign: (message) => sign(null, message, key) };
}
