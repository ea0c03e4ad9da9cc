import { formatPercent } from './percent.ts';
import type { BigFraction, Ratio } from './fraction.ts';

/** What a rate rose or fell by: the exact difference, its sign apart. */
export interface RateChange {
	direction: 'up' | 'down' | 'same';
	by: BigFraction;
}

export function changeOf(before: Ratio, after: Ratio): RateChange {
	const left = BigInt(after.num) * BigInt(before.den);
	const right = BigInt(before.num) * BigInt(after.den);
	const den = BigInt(after.den) * BigInt(before.den);
	if (left === right) return { direction: 'same', by: { num: 0n, den } };
	return left > right
		? { direction: 'up', by: { num: left - right, den } }
		: { direction: 'down', by: { num: right - left, den } };
}

/** "+3.24 个百分点"; a change is never printed as none. */
export function formatChange({ direction, by }: RateChange): string {
	if (direction === 'same') return '持平';
	const points = formatPercent(by).slice(0, -1);
	return `${direction === 'up' ? '+' : '−'}${points} 个百分点`;
}
