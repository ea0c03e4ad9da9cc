import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';
import { fromBase64, fromHex, toBase64, toHex } from './bytes.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { fingerprintOf, groupFingerprint } from './fingerprint.ts';
import { readReceipt, writeReceipt } from './receipt.ts';

const secret = new Uint8Array(32).fill(7);
const publicKey = ed25519.getPublicKey(secret);
const sign = (message: Uint8Array) => ed25519.sign(message, secret);
const other = ed25519.getPublicKey(new Uint8Array(32).fill(8));

const root = new Uint8Array(32).fill(3);
const claim = {
	...{ surveyId: 'abcd2345', number: '0123456789ABCDEF', fingerprint: '1'.repeat(24) },
	...{ size: 31, root }
};

describe('texts of bytes', () => {
	it('come back, and have one form only', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
				expect(fromHex(toHex(bytes))).toEqual(bytes);
				expect(fromBase64(toBase64(bytes))).toEqual(bytes);
				expect(fromBase32(toBase32(bytes))).toEqual(bytes);
			})
		);
		expect(fromHex('0A')).toBeNull();
		expect(fromBase64('AB==')).toBeNull();
		expect(fromBase64('A')).toBeNull();
	});

	it('of base32 are read as they are typed', () => {
		expect(fromBase32('o1 i0-l1')).toEqual(fromBase32('011011'));
		expect(fromBase32('u')).toBeNull();
	});
});

describe('a checkpoint', () => {
	const checkpoint = { size: 31, root, day: '2026-11-23' };
	const note = writeCheckpoint('abcd2345', checkpoint, { publicKey, sign });

	it('is a signed note of origin, size, root and day', () => {
		expect(note.split('\n').slice(0, 5)).toEqual([
			...['pingjia/abcd2345', '31', toBase64(root), 'day 2026-11-23', '']
		]);
		expect(note).toMatch(/\n— pingjia\/abcd2345 [A-Za-z0-9+/]{91}=\n$/);
		expect(readCheckpoint('abcd2345', note, publicKey)).toEqual(checkpoint);
	});

	it('does not hold for another survey or key, nor with any letter changed', () => {
		expect(readCheckpoint('abcd2346', note, publicKey)).toBeNull();
		expect(readCheckpoint('abcd2345', note, other)).toBeNull();
		for (let at = 0; at < note.length; at++) {
			const letter = note[at] === 'A' ? 'B' : 'A';
			const changed = note.slice(0, at) + letter + note.slice(at + 1);
			expect(readCheckpoint('abcd2345', changed, publicKey), `at ${at}`).toBeNull();
		}
	});
});

describe('a receipt', () => {
	const receipt = writeReceipt(claim, sign);

	it('proves what the server said, also when its proof was typed', () => {
		expect(receipt.proof).toHaveLength(154);
		expect(readReceipt(receipt, publicKey)).toEqual(claim);
		const typed = receipt.proof.toLowerCase().replace(/(.{4})/g, '$1 ');
		expect(readReceipt({ ...receipt, proof: typed }, publicKey)).toEqual(claim);
	});

	it('proves nothing with any field changed', () => {
		const changes = [
			...[{ number: '0123456789ABCDEG' }, { fingerprint: '2'.repeat(24) }, { size: 32 }],
			...[{ surveyId: 'abcd2346' }, { proof: `${receipt.proof.slice(0, -2)}00` }]
		];
		for (const change of changes)
			expect(readReceipt({ ...receipt, ...change }, publicKey)).toBeNull();
		expect(readReceipt(receipt, other)).toBeNull();
	});
});

describe('the fingerprint of a survey', () => {
	it('is 24 digits of the hash of log entry 0', () => {
		const fingerprint = fingerprintOf(new TextEncoder().encode('{"format":"pingjia-log-1"}'));
		expect(fingerprint).toMatch(/^\d{24}$/);
		expect(groupFingerprint(fingerprint)).toMatch(/^(\d{4} ){5}\d{4}$/);
		expect(fingerprintOf(new TextEncoder().encode('{}'))).not.toBe(fingerprint);
	});
});
