import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	formatShanghai,
	instantToShanghai,
	shanghaiToInstant,
	shanghaiYear
} from './clock-time.ts';

const minutes = fc.integer({
	min: Date.UTC(1992, 0, 1) / 60_000,
	max: Date.UTC(2199, 11, 31) / 60_000
});

describe('Asia/Shanghai', () => {
	it('is eight hours ahead', () => {
		expect(shanghaiToInstant('2026-11-22T09:00')).toBe('2026-11-22T01:00:00.000Z');
		expect(shanghaiToInstant('2026-11-22T09:00:30')).toBe('2026-11-22T01:00:30.000Z');
		expect(instantToShanghai('2026-11-22T01:00:00.000Z')).toBe('2026-11-22T09:00');
		expect(formatShanghai('2026-03-05T23:05:59Z')).toBe('2026年3月6日 07:05');
	});

	it('begins its year at 16:00 UTC', () => {
		expect(shanghaiYear('2025-12-31T15:59:59.999Z')).toBe(2025);
		expect(shanghaiYear('2025-12-31T16:00:00.000Z')).toBe(2026);
	});

	it('agrees with the time-zone data of the engine', () => {
		const engine = new Intl.DateTimeFormat('sv-SE', {
			timeZone: 'Asia/Shanghai',
			dateStyle: 'short',
			timeStyle: 'short'
		});
		fc.assert(
			fc.property(minutes, (minute) => {
				const instant = new Date(minute * 60_000);
				const local = engine.format(instant).replace(' ', 'T');
				expect(instantToShanghai(instant.toISOString())).toBe(local);
				expect(shanghaiToInstant(local)).toBe(instant.toISOString());
			})
		);
	});

	it.each([
		'',
		'2026-11-22',
		'2026-11-22 09:00',
		'2026-02-30T09:00',
		'2026-13-01T09:00',
		'2026-11-22T24:00',
		'2026-11-22T09:60',
		'2026-11-22T09:00:61',
		'2026-11-22T09:00Z',
		'0000-01-01T00:00',
		'now'
	])('%j is no local time', (text) => {
		expect(shanghaiToInstant(text)).toBeNull();
	});

	it.each(['', '2026-11-22T09:00', '2026-13-22T09:00Z', '9999-12-31T23:00Z', '1700000000000'])(
		'%j is no instant',
		(text) => {
			expect([instantToShanghai(text), formatShanghai(text), shanghaiYear(text)]).toEqual([
				null,
				null,
				null
			]);
		}
	);
});
