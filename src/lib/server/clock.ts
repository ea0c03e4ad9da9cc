import type { Day } from './database/values';

/** Where the time comes from; passed in, so that tests decide it. */
export interface Clock {
	now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const CHINA = 8 * 60 * 60 * 1000;

/** The calendar day it is in China. */
export function today(clock: Clock): Day {
	return new Date(clock.now().getTime() + CHINA).toISOString().slice(0, 10) as Day;
}

/** The calendar year it is in China. */
export function thisYear(clock: Clock): number {
	return Number(today(clock).slice(0, 4));
}

/** The calendar day in China some days from now. */
export function dayAfter(clock: Clock, days: number): Day {
	const later = clock.now().getTime() + CHINA + days * 24 * 60 * 60 * 1000;
	return new Date(later).toISOString().slice(0, 10) as Day;
}
