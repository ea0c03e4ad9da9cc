import { compare, type Ratio } from './fraction.ts';

/** 以上 includes the number itself: 19/20 reaches 95/100, 113/119 (94.958 %) does not. */
export function reaches(rate: Ratio, threshold: Ratio): boolean {
	return compare(rate, threshold) >= 0;
}
