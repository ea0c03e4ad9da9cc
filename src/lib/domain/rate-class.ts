import { percentKey } from './order-key.ts';

/** A class of satisfaction rates: from `from` up to below `below`, in percent; the last includes 100 %. */
export interface RateClass {
	from: number;
	below: number;
	/** 85–90% */
	label: string;
}

const bounds = [0, 60, 70, 80, 85, 90, 95, 100];

/** The classes that distributions are drawn in; 85 % and 95 % begin one, because they decide something. */
export const rateClasses: readonly RateClass[] = bounds.slice(0, -1).map((from, index) => {
	const below = bounds[index + 1] ?? 100;
	return { from, below, label: from === 0 ? `不足${below}%` : `${from}–${below}%` };
});

/** The place in `rateClasses` of a rate with this order key. */
export function classOf(key: number): number {
	return rateClasses.findLastIndex(({ from }) => key >= percentKey(from));
}

/** How many of the rates fall into each class, in their order. */
export function distribute(keys: readonly number[]): number[] {
	const counts = rateClasses.map(() => 0);
	for (const key of keys) counts[classOf(key)] = (counts[classOf(key)] ?? 0) + 1;
	return counts;
}
