import type { SealedCounts } from '$lib/domain/counts';
import type { SuppressionRule } from '$lib/domain/suppression';
import type { Electorate, Mode, Subject } from '$lib/domain/words';
import type { ResultTable } from '../database/schema/result';
import { fromJson } from '../database/values';
import { figuresOf, type ResultFigures } from './figures';
import type { ResultRow } from './read-results';

/** One result as pages show it: what it is of, what was sealed, and every figure computed from that. */
export interface ResultView extends ResultFigures {
	id: string;
	/** null for history. */
	surveyId: string | null;
	subject: Subject;
	year: number;
	source: ResultTable['source'];
	status: ResultTable['status'];
	personId: string | null;
	personName: string | null;
	mode: Mode;
	electorate: Electorate;
	sealed: SealedCounts;
	/** The protection of small groups it was sealed by. */
	suppression: SuppressionRule;
	/** A supervisor agreed to its weakness. */
	consent: boolean;
	note: string | null;
}

export function viewResult<Row extends ResultRow>(row: Row): ResultView & { mode: Row['mode'] } {
	return {
		...figuresOf(row),
		...{ id: row.id, surveyId: row.survey_id, subject: row.subject, year: row.year },
		...{ source: row.source, status: row.status },
		...{ personId: row.person_id, personName: row.person_name },
		...{ mode: row.mode, electorate: row.electorate, sealed: sealedOf(row) },
		suppression: fromJson(row.rules).suppression,
		...{ consent: row.consent === 1, note: row.note }
	};
}

export function sealedOf(row: SealedCounts): SealedCounts {
	const { disclosure, favourable, satisfied, basically_satisfied, dissatisfied } = row;
	const { unsure, blank, invalid } = row;
	return {
		...{ disclosure, favourable, satisfied, basically_satisfied, dissatisfied },
		...{ unsure, blank, invalid }
	};
}
