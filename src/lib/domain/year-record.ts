import type { Participation, SealedCounts } from './counts.ts';
import type { Fraction, Ratio } from './fraction.ts';
import type { Electorate, Mode, Subject } from './words.ts';
import type { YearResult } from './year-cell.ts';

/** Everything printed beside a figure, so that it can be checked by hand. */
export interface PrintedFigures {
	counts: SealedCounts;
	participation: Participation;
	/** 有效票; null if suppressed. */
	valid: number | null;
	/** 满意 only. */
	strict: Ratio | null;
	turnout: Fraction | null;
	minTurnout: Fraction;
	/** Names of the two rate rules. */
	rule: string;
	strictRule: string;
	electorate: Electorate;
	mode: Mode;
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
	/** null: not counted yet. */
	figures: PrintedFigures | null;
}
