import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	diffieHellman,
	generateKeyPairSync,
	type KeyObject
} from 'node:crypto';
import { publicKeyFrom, rawPublicKey } from './raw-key';

/**
 * HPKE (RFC 9180), base mode, single shot: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 * Written over node:crypto alone and cross-checked against another implementation, so that anyone can re-tally.
 */
const kemSuite = Buffer.from('KEM\x00\x20', 'latin1');
const suite = Buffer.from('HPKE\x00\x20\x00\x01\x00\x02', 'latin1');
const none = Buffer.alloc(0);

const encLength = 32;
const tagLength = 16;

/** Bytes by which a sealed message is longer than its plaintext: the ephemeral key and the tag. */
export const sealOverhead = encLength + tagLength;

/** What the ciphertext is bound to, besides the key. */
export interface SealContext {
	info: Buffer;
	aad: Buffer;
}

/** Encrypts to `publicKey` (X25519); returns ephemeral key, ciphertext and tag in one piece. */
export function seal(publicKey: KeyObject, context: SealContext, plaintext: Buffer): Buffer {
	const ephemeral = generateKeyPairSync('x25519');
	const enc = rawPublicKey(ephemeral.publicKey);
	const dh = diffieHellman({ privateKey: ephemeral.privateKey, publicKey });
	const { key, nonce } = schedule(dh, enc, rawPublicKey(publicKey), context.info);
	const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context.aad);
	return Buffer.concat([enc, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext, or null if `sealed` is not what `seal` made for this key and context. */
export function open(privateKey: KeyObject, context: SealContext, sealed: Buffer): Buffer | null {
	if (sealed.length < sealOverhead) return null;
	const enc = sealed.subarray(0, encLength);
	const body = sealed.subarray(encLength, -tagLength);
	try {
		const dh = diffieHellman({ privateKey, publicKey: publicKeyFrom('x25519', enc) });
		const { key, nonce } = schedule(dh, enc, rawPublicKey(privateKey), context.info);
		const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
		decipher.setAAD(context.aad).setAuthTag(sealed.subarray(-tagLength));
		return Buffer.concat([decipher.update(body), decipher.final()]);
	} catch {
		// A tag that does not match, or an ephemeral point of low order: node tells both only by throwing.
		return null;
	}
}

/** Decapsulation and key schedule of sections 4.1 and 5.1, with mode_base and no PSK. */
function schedule(dh: Buffer, enc: Buffer, recipient: Buffer, info: Buffer) {
	const prk = labeledExtract(kemSuite, none, 'eae_prk', dh);
	const kemContext = Buffer.concat([enc, recipient]);
	const shared = labeledExpand(kemSuite, prk, 'shared_secret', kemContext, 32);
	const context = Buffer.concat([
		Buffer.of(0),
		labeledExtract(suite, none, 'psk_id_hash', none),
		labeledExtract(suite, none, 'info_hash', info)
	]);
	const secret = labeledExtract(suite, shared, 'secret', none);
	return {
		key: labeledExpand(suite, secret, 'key', context, 32),
		nonce: labeledExpand(suite, secret, 'base_nonce', context, 12)
	};
}

function labeledExtract(id: Buffer, salt: Buffer, label: string, ikm: Buffer): Buffer {
	return createHmac('sha256', salt).update('HPKE-v1').update(id).update(label).update(ikm).digest();
}

/** HKDF-Expand for at most one block of SHA-256. */
function labeledExpand(
	id: Buffer,
	prk: Buffer,
	label: string,
	info: Buffer,
	length: number
): Buffer {
	const hmac = createHmac('sha256', prk).update(Buffer.of(0, length)).update('HPKE-v1').update(id);
	return hmac.update(label).update(info).update(Buffer.of(1)).digest().subarray(0, length);
}
