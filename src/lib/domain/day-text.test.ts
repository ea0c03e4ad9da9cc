import { describe, expect, it } from 'vitest';
import { daysText } from './day-text.ts';

describe('daysText', () => {
	it.each([
		['2026-11-01', '2026-11-30', '11月1日至30日'],
		['2026-11-01', '2026-12-20', '11月1日至12月20日'],
		['2026-12-01', '2027-01-05', '12月1日至2027年1月5日'],
		['2026-11-22', '2026-11-22', '11月22日']
	])('%s to %s', (from, to, text) => {
		expect(daysText({ from, to })).toBe(text);
	});

	it('names a year that is not the usual one', () => {
		const days = { from: '2027-01-08', to: '2027-01-14' };
		expect(daysText(days, 2026)).toBe('2027年1月8日至14日');
		expect(daysText(days, 2027)).toBe('1月8日至14日');
	});
});
