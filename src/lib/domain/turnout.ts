import type { Participation } from './counts.ts';
import { fraction, type Fraction } from './fraction.ts';
import { reaches } from './threshold.ts';

export interface TurnoutRule {
	/** 最低参评率; a survey with a lower one needs the supervisor's recorded consent. */
	minimum: Fraction;
}

/** 收回: online and paper together. */
export function returned(participation: Participation): number {
	return participation.returned_online + participation.returned_paper;
}

/** 参评率 = 收回 / 应参评; null where nobody was entitled to answer. */
export function turnout(participation: Participation): Fraction | null {
	if (participation.eligible === 0) return null;
	return fraction(returned(participation), participation.eligible);
}

export function turnoutReached(participation: Participation, minimum: Fraction): boolean {
	const rate = turnout(participation);
	return rate !== null && reaches(rate, minimum);
}

/**
 * What may be shown of 收回 before the box is opened: rounded down to tens, so that watching the figure does not tell
 * who has just answered.
 */
export function roundedTurnout(count: number): number {
	return count - (count % 10);
}
