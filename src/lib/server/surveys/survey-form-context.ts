import { turnoutChoices, type TurnoutChoice } from '$lib/domain/turnout-choices';
import type { App } from '../app';
import type { UnionTable } from '../database/schema/union';
import { currentChair } from '../unions/terms';

/** What the survey form says about its union and the rules. */
export interface SurveyFormContext {
	unionId: string;
	/** The chair in office, who will be rated; null: none is registered. */
	chairName: string | null;
	memberCount: number;
	/** Fewest opinions that are shown at all. */
	smallest: number;
	/** Between which numbers a survey may state its own. */
	groups: { least: number; most: number };
	turnoutChoices: TurnoutChoice[];
}

export async function loadSurveyForm(app: App, union: UnionTable): Promise<SurveyFormContext> {
	const { turnout, suppression } = app.rubrics.rules;
	const chair = await currentChair(app.db, union.id);
	return {
		unionId: union.id,
		chairName: chair?.name ?? null,
		memberCount: union.member_count,
		smallest: suppression.k,
		groups: { least: suppression.floor, most: suppression.collapse_below },
		turnoutChoices: turnoutChoices(turnout.minimum)
	};
}
