import type { Ratio } from './fraction.ts';
import type { Standing, ValidityReason } from './result-validity.ts';
import { reaches } from './threshold.ts';

/** One year's result of one subject, as eligibility sees it. */
export interface YearResult {
	standing: Standing;
	/** null where it is not known; a result that counts without a known rate is treated as suppressed. */
	rate: Ratio | null;
	reasons: readonly ValidityReason[];
	/** Whom a chair result rates; null where the record does not say, and for home results. */
	person: string | null;
}

export type CellState =
	| 'reached'
	| 'below'
	| 'missing'
	| 'void'
	| 'not_counted'
	| 'other_person'
	| 'suppressed'
	| 'pending'
	| 'unknown_person';

/** What a cell does to the run: carries it on, ends it for certain, or leaves it open. */
export type Effect = 'holds' | 'breaks' | 'unknown';

export const cellEffects: Record<CellState, Effect> = {
	reached: 'holds',
	below: 'breaks',
	missing: 'breaks',
	void: 'breaks',
	not_counted: 'breaks',
	other_person: 'breaks',
	suppressed: 'unknown',
	pending: 'unknown',
	unknown_person: 'unknown'
};

export interface Cell {
	state: CellState;
	effect: Effect;
	rate: Ratio | null;
	reasons: readonly ValidityReason[];
	person: string | null;
}

export interface CellContext {
	threshold: Ratio;
	/** The year is not over, so a result that is not there may still come. */
	may_still_come: boolean;
	/** The person the result must rate (`person: null`: a person who is not known); null: whoever it rates. */
	tie: { person: string | null } | null;
}

export function cellOf(result: YearResult | null, context: CellContext): Cell {
	const state = stateOf(result, context);
	const effect = cellEffects[state];
	if (result === null) return { state, effect, rate: null, reasons: [], person: null };
	return { state, effect, rate: result.rate, reasons: result.reasons, person: result.person };
}

/** Certainties first: a figure below the threshold breaks the run whomever it rates. */
function stateOf(result: YearResult | null, context: CellContext): CellState {
	if (result === null) return context.may_still_come ? 'pending' : 'missing';
	const match = matchPerson(result, context.tie);
	if (match === 'other') return 'other_person';
	const state = figureState(result, context.threshold);
	return state === 'reached' && match === 'unknown' ? 'unknown_person' : state;
}

function figureState({ standing, rate }: YearResult, threshold: Ratio): CellState {
	if (standing === 'excluded') return 'not_counted';
	if (standing !== 'counts') return standing;
	if (rate === null) return 'suppressed';
	return reaches(rate, threshold) ? 'reached' : 'below';
}

function matchPerson(result: YearResult, tie: CellContext['tie']): 'same' | 'other' | 'unknown' {
	if (tie === null) return 'same';
	if (tie.person === null || result.person === null) return 'unknown';
	return tie.person === result.person ? 'same' : 'other';
}
