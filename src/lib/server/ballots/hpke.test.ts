import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, seal, sealOverhead } from './hpke';
import { privateKeyFrom, publicKeyFrom, rawPublicKey } from './raw-key';

const other = new CipherSuite({
	kem: new DhkemX25519HkdfSha256(),
	kdf: new HkdfSha256(),
	aead: new Aes256Gcm()
});

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const messages = fc.record({ info: bytes, aad: bytes, plaintext: bytes });

/** A fresh key pair, and the bytes another implementation takes. */
function makeKeys() {
	const raw = randomBytes(32);
	const privateKey = privateKeyFrom('x25519', raw);
	const rawPublic = rawPublicKey(privateKey);
	return { raw, privateKey, rawPublic, publicKey: publicKeyFrom('x25519', rawPublic) };
}

/** A copy on a buffer of its own, as WebCrypto wants it. */
function plain(buffer: Buffer): ArrayBuffer {
	return new Uint8Array(buffer).buffer;
}

describe('against the vectors of RFC 9180 (mode 0, KEM 0x0020, KDF 1, AEAD 2)', () => {
	const hex = (text: string) => Buffer.from(text, 'hex');
	const vector = {
		info: hex('4f6465206f6e2061204772656369616e2055726e'),
		private: hex('497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d'),
		public: hex('430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c'),
		enc: hex('6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256'),
		aad: hex('436f756e742d30'),
		ct: hex(
			'e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a'
		)
	};
	const key = privateKeyFrom('x25519', vector.private);

	it('derives the public key', () => {
		expect(rawPublicKey(key)).toEqual(vector.public);
	});

	it('opens the first encryption, and only in its own context', () => {
		const sealed = Buffer.concat([vector.enc, vector.ct]);
		const opened = open(key, { info: vector.info, aad: vector.aad }, sealed);
		expect(opened?.toString()).toBe('Beauty is truth, truth beauty');
		expect(open(key, { info: vector.info, aad: hex('436f756e742d31') }, sealed)).toBeNull();
		expect(open(key, { info: vector.aad, aad: vector.aad }, sealed)).toBeNull();
	});
});

describe('against another implementation', () => {
	it('opens what the other seals', async () => {
		await fc.assert(
			fc.asyncProperty(messages, async ({ info, aad, plaintext }) => {
				const { privateKey, rawPublic } = makeKeys();
				const recipientPublicKey = await other.kem.deserializePublicKey(plain(rawPublic));
				const parameters = { recipientPublicKey, info: plain(info) };
				const { enc, ct } = await other.seal(parameters, plain(plaintext), plain(aad));
				const sealed = Buffer.concat([Buffer.from(enc), Buffer.from(ct)]);
				expect(open(privateKey, { info, aad }, sealed)).toEqual(plaintext);
			}),
			{ numRuns: 20 }
		);
	});

	it('seals what the other opens', async () => {
		await fc.assert(
			fc.asyncProperty(messages, async ({ info, aad, plaintext }) => {
				const { raw, publicKey } = makeKeys();
				const sealed = seal(publicKey, { info, aad }, plaintext);
				const recipientKey = await other.kem.deserializePrivateKey(plain(raw));
				const enc = plain(sealed.subarray(0, 32));
				const opened = await other.open(
					{ recipientKey, enc, info: plain(info) },
					plain(sealed.subarray(32)),
					plain(aad)
				);
				expect(Buffer.from(opened)).toEqual(plaintext);
			}),
			{ numRuns: 20 }
		);
	});
});

describe('seal and open', () => {
	const keys = makeKeys();
	const context = { info: Buffer.from('info'), aad: Buffer.from('aad') };
	const plaintext = Buffer.from('满意');
	const sealed = seal(keys.publicKey, context, plaintext);

	it('adds the same length to every plaintext, and never seals alike', () => {
		expect(sealed).toHaveLength(plaintext.length + sealOverhead);
		expect(seal(keys.publicKey, context, plaintext)).not.toEqual(sealed);
	});

	it('refuses every changed byte, every shortening and another key', () => {
		for (let at = 0; at < sealed.length; at++) {
			const changed = Buffer.from(sealed);
			changed[at] = (changed[at] ?? 0) ^ 1;
			expect(open(keys.privateKey, context, changed)).toBeNull();
			expect(open(keys.privateKey, context, sealed.subarray(0, at))).toBeNull();
		}
		expect(open(makeKeys().privateKey, context, sealed)).toBeNull();
	});

	it('refuses an ephemeral point of low order', () => {
		const low = Buffer.concat([Buffer.alloc(32), sealed.subarray(32)]);
		expect(open(keys.privateKey, context, low)).toBeNull();
	});

	it('reads the public key of a private one', () => {
		const pair = generateKeyPairSync('ed25519');
		expect(rawPublicKey(pair.privateKey)).toEqual(rawPublicKey(pair.publicKey));
	});
});
