import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graceMs, windowAt, windowBounds, windowMs, windowStanding } from './meeting-window.ts';

const instants = fc.integer({ min: 0, max: 8_640_000_000_000 });

describe('windows', () => {
	it('cover time without gap or overlap', () => {
		fc.assert(
			fc.property(instants, (now) => {
				const window = windowAt(now);
				const { from, until } = windowBounds(window);
				expect(from <= now && now < until).toBe(true);
				expect(until - from).toBe(windowMs);
				expect(windowBounds(window + 1).from).toBe(until);
			})
		);
	});

	it('are good at most one window and one grace after they were first shown', () => {
		fc.assert(
			fc.property(instants, fc.nat(10 * windowMs), (shown, later) => {
				const good = windowStanding(windowAt(shown), shown + later) === 'fresh';
				if (later < graceMs) expect(good).toBe(true);
				if (later >= windowMs + graceMs) expect(good).toBe(false);
			})
		);
	});
});
