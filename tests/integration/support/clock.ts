import type { Clock } from '$lib/server/clock';

export interface TestClock extends Clock {
	/** Jumps to an instant, ISO 8601 with its offset. */
	set(instant: string): void;
	/** Moves on (or back) by a number of minutes. */
	advance(minutes: number): void;
}

/** A clock that stands still until it is told to move. */
export function testClock(start = '2026-11-22T09:00:00+08:00'): TestClock {
	let now = parse(start);
	return {
		now: () => new Date(now),
		set: (instant) => void (now = parse(instant)),
		advance: (minutes) => void (now += minutes * 60_000)
	};
}

function parse(instant: string): number {
	const time = Date.parse(instant);
	if (Number.isNaN(time)) throw new RangeError(`not an instant: ${instant}`);
	return time;
}
