import type { Mode, SurveyState } from '$lib/domain/words';

/** What decides what a survey needs next. */
export interface StepFacts {
	state: SurveyState;
	mode: Mode;
	/** Slips printed so far. */
	printed: number;
	/** Trustees keep the key, and have not all rehearsed with their sheets. */
	sheetsMissing: boolean;
	/** Paper ballots are handed out too; their counts are confirmed. */
	paper: boolean;
	paperMissing: boolean;
	/** Trustees keep the key: counting waits for two of them. */
	trustees: boolean;
	/** A lower minimum turnout still waits for the supervisor. */
	consentMissing: boolean;
	/** A chair is to be rated and none is registered. */
	chairMissing: boolean;
	closesInPast: boolean;
	/** Its opening time is still to come. */
	opensLater: boolean;
	scheduled: boolean;
}

/** The one thing to do next; `chair`, `dates`, `consent` and `sheets` have to be cleared before it can open. */
export type NextStep =
	| 'dates'
	| 'chair'
	| 'print'
	| 'consent'
	| 'sheets'
	| 'open'
	| 'schedule'
	| 'wait'
	| 'collect'
	| 'count'
	| 'paper'
	| 'unlock'
	| 'publish'
	| 'done'
	| 'void';

const later: Record<Exclude<SurveyState, 'draft'>, NextStep> = {
	open: 'collect',
	closed: 'count',
	counted: 'publish',
	published: 'done',
	destroyed: 'done',
	void: 'void'
};

export function nextStep(facts: StepFacts): NextStep {
	if (facts.state === 'closed' && facts.paperMissing) return 'paper';
	if (facts.state === 'closed' && facts.trustees) return 'unlock';
	if (facts.state !== 'draft') return later[facts.state];
	if (facts.closesInPast) return 'dates';
	if (facts.chairMissing) return 'chair';
	if (facts.mode === 'slip' && facts.printed === 0 && !facts.paper) return 'print';
	if (facts.consentMissing) return 'consent';
	if (facts.sheetsMissing) return 'sheets';
	if (!facts.opensLater) return 'open';
	return facts.scheduled ? 'wait' : 'schedule';
}
