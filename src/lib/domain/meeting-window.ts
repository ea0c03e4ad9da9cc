/**
 * When a projected code (现场码) is good. Time is cut into windows of 30 s, numbered since 1970; the code of one window is
 * shown while it lasts, and scanned a little longer, so that a slow phone in the last second is not turned away.
 */
export const windowMs = 30_000;
export const graceMs = 20_000;
/** Between the scan and taking the ticket: long enough to read the page. */
export const passMs = 180_000;

export type WindowStanding = 'fresh' | 'stale';

/** The number of the window at an instant, in ms since 1970. */
export function windowAt(now: number): number {
	return Math.floor(now / windowMs);
}

/** First and (not included) last instant at which the window is shown, in ms. */
export function windowBounds(window: number): { from: number; until: number } {
	return { from: window * windowMs, until: (window + 1) * windowMs };
}

/** Whether a scan is in time. A little early is good: the clocks of two servers differ, and nobody is shown a code early. */
export function windowStanding(window: number, now: number): WindowStanding {
	const { from, until } = windowBounds(window);
	return now >= from - graceMs && now < until + graceMs ? 'fresh' : 'stale';
}
