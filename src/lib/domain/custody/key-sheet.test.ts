import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupTyped, parseSheet, sheetGroupsOf, sheetQrText, wrongGroups } from './key-sheet';

const seeds = fc.uint8Array({ minLength: 16, maxLength: 16 });
const digit = fc.integer({ min: 0, max: 9 });
const position = fc.integer({ min: 0, max: 47 });

const digitsOf = (seed: Uint8Array) => sheetGroupsOf(seed).join('');
const replaced = (text: string, at: number, by: string) =>
	text.slice(0, at) + by + text.slice(at + by.length);
const seedOf = (text: string) => {
	const parsed = parseSheet(text);
	return parsed.ok ? parsed.seed : parsed;
};

describe('a key sheet', () => {
	it('gives back its seed, typed in any way or scanned', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const groups = sheetGroupsOf(seed);
				expect(groups).toHaveLength(8);
				for (const text of [groups.join(''), groups.join(' '), ` ${groups.join('－')}\n`])
					expect(seedOf(text)).toEqual(seed);
				expect(seedOf(sheetQrText(seed))).toEqual(seed);
				expect(groupTyped(groups.join(''))).toBe(groups.join(' '));
			})
		);
	});

	it('takes full-width digits', () => {
		const seed = new Uint8Array(16).fill(7);
		const wide = digitsOf(seed).replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)));
		expect(seedOf(wide)).toEqual(seed);
	});

	it('holds the smallest and the largest seed', () => {
		for (const byte of [0, 255]) {
			const seed = new Uint8Array(16).fill(byte);
			expect(seedOf(digitsOf(seed))).toEqual(seed);
		}
	});
});

describe('typing errors', () => {
	it('a wrong digit is found in its group', () => {
		fc.assert(
			fc.property(seeds, position, digit, (seed, at, other) => {
				const digits = digitsOf(seed);
				fc.pre(digits[at] !== String(other));
				const wrong = { ok: false, error: 'groups', groups: [Math.floor(at / 6) + 1] };
				expect(parseSheet(replaced(digits, at, String(other)))).toEqual(wrong);
			})
		);
	});

	it('two neighbours swapped are found', () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: 0, max: 46 }), (seed, at) => {
				const digits = digitsOf(seed);
				const swapped = `${digits[at + 1]}${digits[at]}`;
				fc.pre(digits[at] !== digits[at + 1]);
				expect(parseSheet(replaced(digits, at, swapped)).ok).toBe(false);
			})
		);
	});

	it('two groups swapped are found, both of them', () => {
		const pair = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 2, maxLength: 2 });
		fc.assert(
			fc.property(seeds, pair, (seed, [a = 0, b = 0]) => {
				const groups = sheetGroupsOf(seed);
				fc.pre(groups[a]?.slice(0, 5) !== groups[b]?.slice(0, 5));
				[groups[a], groups[b]] = [groups[b] as string, groups[a] as string];
				const wrong = [a + 1, b + 1].sort((x, y) => x - y);
				expect(parseSheet(groups.join(''))).toEqual({ ok: false, error: 'groups', groups: wrong });
			})
		);
	});

	it('groups of another sheet are nearly always found', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(seeds, seeds), { minLength: 100, maxLength: 100 }), (list) => {
				const mixed = list.filter(([one, two]) => {
					const text = digitsOf(one).slice(0, 24) + digitsOf(two).slice(24);
					const parsed = parseSheet(text);
					return parsed.ok && digitsOf(one) !== text && digitsOf(two) !== text;
				});
				// One in 29 passes; the public key on the server finds the rest.
				expect(mixed.length).toBeLessThan(20);
			}),
			{ numRuns: 10 }
		);
	});

	it.each([
		['', 'empty'],
		[' - ', 'empty'],
		['http://pj.example.org/s/ab#1234', 'characters'],
		['1234 5678 9012 3456', 'ballot_code'],
		['123456', 'length'],
		['1'.repeat(500), 'length']
	])('%j is %s', (text, error) => {
		expect(parseSheet(text)).toEqual({ ok: false, error });
	});

	it('are shown while typing, and only for whole groups', () => {
		const digits = digitsOf(new Uint8Array(16).fill(9));
		expect(wrongGroups(digits.slice(0, 15))).toEqual([]);
		expect(wrongGroups(replaced(digits, 8, digits[8] === '0' ? '1' : '0').slice(0, 15))).toEqual([
			2
		]);
	});
});
