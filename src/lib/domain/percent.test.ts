import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, fraction, type Fraction } from './fraction.ts';
import { formatPercent, formatThreshold } from './percent.ts';
import { reaches } from './threshold.ts';

const p95 = fraction(95, 100);
const p85 = fraction(85, 100);

/** A rate near a threshold, where rounding could change sides. */
const nearThreshold = fc
	.tuple(
		fc.constantFrom(p95, p85, fraction(2, 3)),
		fc.integer({ min: 1, max: 1e12 }),
		fc.integer({ min: -3, max: 3 })
	)
	.map(([mark, scale, shift]) => ({
		mark,
		rate: fraction(
			Math.min(Math.max(mark.num * scale + shift, 0), mark.den * scale),
			mark.den * scale
		)
	}));

function parse(text: string): { num: bigint; den: bigint } {
	const [whole = '', decimals = ''] = text.replace('%', '').split('.');
	return { num: BigInt(whole + decimals), den: 100n * 10n ** BigInt(decimals.length) };
}

describe('formatPercent', () => {
	it.each<[number, number, string]>([
		[113, 119, '94.96%'],
		[19, 20, '95.00%'],
		[1, 3, '33.33%'],
		[2, 3, '66.67%'],
		[0, 7, '0.00%'],
		[7, 7, '100.00%'],
		[1, 800, '0.13%'],
		[1, 20_000, '0.01%'],
		[9, 8, '112.50%']
	])('%i/%i is %s', (num, den, text) => {
		expect(formatPercent(fraction(num, den))).toBe(text);
	});

	it('has a dash for what is not known', () => {
		expect(formatPercent(null)).toBe('—');
	});

	it('adds decimals until a figure differs from its threshold', () => {
		expect(formatPercent(fraction(94_999, 100_000))).toBe('95.00%');
		const options = { thresholds: [p95] };
		expect(formatPercent(fraction(94_999, 100_000), options)).toBe('94.999%');
		expect(formatPercent(fraction(9_499_999, 10_000_000), options)).toBe('94.99999%');
		expect(formatPercent(fraction(95_001, 100_000), options)).toBe('95.001%');
		expect(formatPercent(fraction(95_000, 100_000), options)).toBe('95.00%');
	});

	it('prints neither unanimity nor nobody where there was one', () => {
		expect(formatPercent(fraction(19_999, 20_000))).toBe('99.995%');
		expect(formatPercent(fraction(1, 100_000))).toBe('0.001%');
	});

	it('never shows a failed threshold as reached, nor a reached one as failed', () => {
		fc.assert(
			fc.property(nearThreshold, ({ rate, mark }) => {
				const shown = parse(formatPercent(rate, { thresholds: [mark] }));
				if (compare(rate, mark) !== 0) expect(reaches(shown, mark)).toBe(reaches(rate, mark));
				if (compare(rate, mark) < 0) expect(compare(shown, mark)).toBe(-1);
			}),
			{ numRuns: 500 }
		);
	});

	it('is within half a unit of its last decimal', () => {
		fc.assert(
			fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (a, b) => {
				const rate: Fraction = fraction(Math.min(a, b), Math.max(a, b, 1));
				const shown = parse(formatPercent(rate, { thresholds: [p95, p85] }));
				const error = shown.num * BigInt(rate.den) - BigInt(rate.num) * shown.den;
				expect(2n * (error < 0n ? -error : error) <= BigInt(rate.den)).toBe(true);
			})
		);
	});
});

describe('formatThreshold', () => {
	it('is short where it can be', () => {
		expect(formatThreshold(p95)).toBe('95%');
		expect(formatThreshold(fraction(2, 3))).toBe('2/3');
	});
});
