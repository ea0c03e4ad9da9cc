import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, codeLength, groupCode, makeCode, normaliseCode } from './ballot-code.ts';

const digitLists = fc.array(fc.nat(9), { minLength: 15, maxLength: 15 });
const codes = digitLists.map((digits) => makeCode(() => digits.pop() ?? 0));

function errorFor(text: string): string | null {
	const result = normaliseCode(text);
	return result.ok ? null : result.error;
}

describe('makeCode', () => {
	it('is 16 digits that normalise to themselves', () => {
		fc.assert(
			fc.property(codes, (code) => {
				expect(code).toMatch(/^[0-9]{16}$/);
				expect(normaliseCode(code)).toEqual({ ok: true, code });
			})
		);
	});

	it('asks for 15 digits below 10 and keeps them', () => {
		const asked: number[] = [];
		const code = makeCode((bound) => asked.push(bound) % 10);
		expect(asked).toEqual(Array(15).fill(10));
		expect(code.slice(0, 15)).toBe('123456789012345');
	});

	it('uses the published Damm table', () => {
		expect(checkDigit('572')).toBe('4');
		expect(checkDigit('5724')).toBe('0');
		expect(() => checkDigit('57a')).toThrow(RangeError);
	});
});

describe('typing errors', () => {
	it('finds every wrong digit', () => {
		fc.assert(
			fc.property(codes, (code) => {
				for (let at = 0; at < codeLength; at++) {
					for (const digit of '0123456789') {
						const typed = code.slice(0, at) + digit + code.slice(at + 1);
						expect(errorFor(typed)).toBe(digit === code[at] ? null : 'check');
					}
				}
			})
		);
	});

	it('finds every swap of neighbours', () => {
		fc.assert(
			fc.property(codes, (code) => {
				for (let at = 0; at + 1 < codeLength; at++) {
					const [a, b] = [code.charAt(at), code.charAt(at + 1)];
					const typed = code.slice(0, at) + b + a + code.slice(at + 2);
					expect(errorFor(typed)).toBe(a === b ? null : 'check');
				}
			})
		);
	});

	it('finds every digit left out or typed twice', () => {
		fc.assert(
			fc.property(codes, fc.nat(15), (code, at) => {
				expect(errorFor(code.slice(0, at) + code.slice(at + 1))).toBe('length');
				expect(errorFor(code.slice(0, at) + code.charAt(at) + code.slice(at))).toBe('length');
			})
		);
	});

	it.each([
		['', 'empty'],
		[' 　\t​', 'empty'],
		['12O4 5678 9012 3456', 'characters'],
		['一二三四', 'characters'],
		['٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣', 'characters'],
		['0'.repeat(17), 'length'],
		['0'.repeat(100_000), 'length'],
		['0000000000000001', 'check']
	])('%j: %s', (text, error) => {
		expect(errorFor(text)).toBe(error);
	});
});

const noise = fc.constantFrom(
	' ',
	'  ',
	'\u00a0',
	'\u3000',
	'\u2009',
	'\t',
	'\r\n',
	'-',
	'－',
	'–',
	'—',
	'−',
	'‐',
	'_',
	'.',
	'·',
	'•',
	'・',
	'，',
	'、',
	'。',
	'/',
	'\u200b',
	'\u200d',
	'\u2060',
	'\ufeff',
	'\u00ad',
	''
);

describe('normaliseCode', () => {
	it('sees through separators, invisible marks and full-width digits', () => {
		const marks = fc.array(noise, { minLength: 17, maxLength: 17 });
		fc.assert(
			fc.property(codes, marks, fc.nat(0xffff), (code, between, wide) => {
				const typed = [...code].map((digit, i) => {
					const shown = (wide >> i) & 1 ? String.fromCharCode(0xff10 + Number(digit)) : digit;
					return between[i] + shown;
				});
				expect(normaliseCode(typed.join('') + between[16])).toEqual({ ok: true, code });
			})
		);
	});

	it('is idempotent and undoes the printed grouping', () => {
		fc.assert(
			fc.property(codes, (code) => {
				expect(groupCode(code)).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
				expect(normaliseCode(groupCode(code))).toEqual({ ok: true, code });
			})
		);
	});

	it('returns only well-formed codes, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const result = normaliseCode(text);
				if (result.ok) expect(normaliseCode(result.code)).toEqual(result);
			})
		);
	});
});
