import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nullifierOf, receiptIdOf, retryTagOf } from './nullifiers';
import { receiptNumber } from './receipt-number';

const pepper = randomBytes(32);
const code = '1234567890123454';

describe('what is stored instead of a code', () => {
	it('is the HMAC of survey and code', () => {
		const expected = createHmac('sha256', pepper).update(`code|abcd1234|${code}`).digest();
		expect(nullifierOf(pepper, 'abcd1234', code)).toEqual(expected);
	});

	it('differs by survey, by code and by pepper', () => {
		const all = [
			nullifierOf(pepper, 'abcd1234', code),
			nullifierOf(pepper, 'abcd1235', code),
			nullifierOf(pepper, 'abcd1234', '1234567890123455'),
			nullifierOf(randomBytes(32), 'abcd1234', code)
		];
		expect(new Set(all.map((mac) => mac.toString('hex'))).size).toBe(4);
	});

	it('has a receipt and a tag that do not tell each other', () => {
		const [nullifier, id] = [nullifierOf(pepper, 'abcd1234', code), randomBytes(16)];
		const [receipt, tag] = [receiptIdOf(pepper, nullifier, id), retryTagOf(pepper, nullifier, id)];
		expect(receipt).toHaveLength(10);
		expect(tag).toHaveLength(16);
		expect(tag.subarray(0, 10)).not.toEqual(receipt);
		expect(receiptIdOf(pepper, nullifier, randomBytes(16))).not.toEqual(receipt);
	});
});

describe('receiptNumber', () => {
	it('is 16 characters that give back the 10 bytes', () => {
		const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
				const text = receiptNumber(Buffer.from(bytes));
				expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
				const value = [...text].reduce((sum, c) => sum * 32n + BigInt(alphabet.indexOf(c)), 0n);
				expect(value).toBe(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
			})
		);
	});
});
