import { setImmediate } from 'node:timers/promises';

/**
 * Runs work that is cut into slices (a generator that yields how far it has come) and lets whoever waits have their turn
 * after each: requests, ballots. `tell` hears how far it is.
 */
export async function runInSlices<T>(
	work: Generator<number, T>,
	tell: (done: number) => Promise<void>
): Promise<T> {
	for (;;) {
		const step = work.next();
		if (step.done) return step.value;
		await tell(step.value);
		await setImmediate();
	}
}

/** Slices of a list. */
export function* slicesOf<T>(list: readonly T[], size: number): Generator<T[]> {
	for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
