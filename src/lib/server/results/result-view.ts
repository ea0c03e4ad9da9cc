import type { SealedCounts } from '$lib/domain/counts';
import { hiddenByHandful, type SuppressionRule } from '$lib/domain/suppression';
import type { Electorate, Mode, Subject } from '$lib/domain/words';
import type { ResultTable } from '../database/schema/result';
import { fromJson } from '../database/values';
import { enteredFigures, figuresOf, isUnapproved, type ResultFigures } from './figures';
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
	/** Hidden by a handful of ballots online beside paper, where enough came back in all. */
	handful: boolean;
	/** A supervisor agreed to its weakness. */
	consent: boolean;
	note: string | null;
}

/** A result as everybody sees it: earlier figures (历史) without any until they are approved. */
export function viewResult<Row extends ResultRow>(row: Row): ResultView & { mode: Row['mode'] } {
	const sealed = isUnapproved(row) ? nothing : sealedOf(row);
	return { ...viewEntered(row), ...figuresOf(row), sealed };
}

const nothing: SealedCounts = {
	...{ disclosure: 'suppressed', favourable: null, satisfied: null, basically_satisfied: null },
	...{ dissatisfied: null, unsure: null, blank: null, invalid: null }
};

/** A result as it was entered, approved or not: for those who decide. */
export function viewEntered<Row extends ResultRow>(row: Row): ResultView & { mode: Row['mode'] } {
	const { suppression } = fromJson(row.rules);
	return {
		...enteredFigures(row),
		...{ id: row.id, surveyId: row.survey_id, subject: row.subject, year: row.year },
		...{ source: row.source, status: row.status },
		...{ personId: row.person_id, personName: row.person_name },
		...{ mode: row.mode, electorate: row.electorate, sealed: sealedOf(row) },
		suppression,
		handful: row.disclosure === 'suppressed' && hiddenByHandful(row, suppression),
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
