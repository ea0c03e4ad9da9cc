import { fraction, type Fraction } from './fraction.ts';

/** One union in scope, and whether it has a result that counts in the year. */
export interface CoveredUnit {
	counts: boolean;
}

/** 覆盖率 (annex 2 item 1, annex 3 item 1): units with a counting result / units in scope; null where none is in scope. */
export function coverage(units: readonly CoveredUnit[]): Fraction | null {
	if (units.length === 0) return null;
	return fraction(units.filter((unit) => unit.counts).length, units.length);
}
