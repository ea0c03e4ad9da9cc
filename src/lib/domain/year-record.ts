import type { SealedCounts } from './counts.ts';
import type { Fraction, Ratio } from './fraction.ts';
import type { NamedRateRule } from './frozen-rules.ts';
import type { SuppressionRule } from './suppression.ts';
import type { CountingMode, Electorate, Subject } from './words.ts';
import type { YearResult } from './year-cell.ts';

/** Everything printed beside a figure, so that it can be checked by hand. */
export interface PrintedFigures {
	sealed: SealedCounts;
	/** 满意 only. */
	strict: Ratio | null;
	/** 收回 / 应参评. */
	turnout: Fraction | null;
	minTurnout: Fraction;
	rule: NamedRateRule;
	strictRule: NamedRateRule;
	electorate: Electorate;
	/** No poster survey: scoring and eligibility cannot be given one. */
	mode: CountingMode;
	/** The protection of small groups it was sealed by. */
	suppression: Pick<SuppressionRule, 'k'>;
	/** Hidden by a handful of ballots online beside paper. */
	handful?: boolean;
	/** `history`: 历史/纸质. */
	source: 'survey' | 'history';
}

/** What stands for one union, subject and year: a sealed result, or a survey whose box is not opened yet. */
export interface YearRecord extends YearResult {
	subject: Subject;
	year: number;
	personName: string | null;
	/** Where its figures are shown; null for history. */
	surveyId: string | null;
	/** Where those of history (历史/纸质) are shown; absent for surveys. */
	historyId?: string;
	/** null: not counted yet. */
	figures: PrintedFigures | null;
}
