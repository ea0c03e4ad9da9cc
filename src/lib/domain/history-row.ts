import type { Counts } from './counts.ts';
import { countFields } from './paper-count.ts';
import { reconcile } from './reconciliation.ts';
import type { MemberElectorate } from './words.ts';

/** Figures of an earlier year as somebody enters them (历史/纸质): counts, never rates. */
export interface HistoryRow extends Counts {
	year: number;
	subject: HistorySubject;
	/** 被评主席, by name; null: the one who was in office, if there was one alone. */
	chair: string | null;
	electorate: MemberElectorate;
	/** 应参评 */
	eligible: number;
	/** 发放 */
	issued: number;
	/** 收回 */
	returned: number;
}

export const historySubjects = ['home', 'chair'] as const;
export type HistorySubject = (typeof historySubjects)[number];

export const participationFields = ['eligible', 'issued', 'returned'] as const;
export const historyFields = [...participationFields, ...countFields] as const;
export type HistoryField = (typeof historyFields)[number];

/** A chair's term of office; days as 2024-03-01. */
export interface HistoryTerm {
	personId: string;
	name: string;
	startedOn: string;
	/** null: in office. */
	endedOn: string | null;
}

/** What is known of the union the row is of. */
export interface HistoryContext {
	/** The calendar year it is now. */
	thisYear: number;
	/** The day it was founded; null: it was always there. */
	foundedOn: string | null;
	terms: readonly HistoryTerm[];
	/** What stands already for a subject and year, as `takenKey` names it. */
	taken: ReadonlyMap<string, 'survey' | 'history'>;
}

export type HistoryProblemCode =
	| 'not_a_count'
	| 'nobody_entitled'
	| 'parts_do_not_add_up'
	| 'more_returned_than_issued'
	| 'more_issued_than_eligible'
	| 'year_not_past'
	| 'year_too_early'
	| 'before_founding'
	| 'has_survey'
	| 'has_history'
	| 'chair_unknown'
	| 'chair_unclear'
	| 'chair_of_home';

export interface HistoryProblem {
	code: HistoryProblemCode;
	field: HistoryField | 'year' | 'subject' | 'chair';
	/** The two numbers that do not fit, where it is about numbers. */
	left: number;
	right: number;
}

export type CheckedHistory =
	{ problems: []; personId: string | null } | { problems: HistoryProblem[]; personId: null };

const FIRST_YEAR = 2000;

export function takenKey({ year, subject }: Pick<HistoryRow, 'year' | 'subject'>): string {
	return `${year} ${subject}`;
}

/** Checks one row; for `chair` the person rated is found among those in office in that year. */
export function checkHistory(row: HistoryRow, context: HistoryContext): CheckedHistory {
	const problems = [...yearProblems(row, context), ...countProblems(row)];
	const rated = findRated(row, context.terms);
	if ('code' in rated) problems.push(rated);
	if ('code' in rated || problems.length > 0) return { problems, personId: null };
	return { problems: [], personId: rated.personId };
}

/** The chairs who were in office on some day of the year, each once. */
export function chairsOf(year: number, terms: readonly HistoryTerm[]): HistoryTerm[] {
	const held = terms.filter(
		({ startedOn, endedOn }) =>
			startedOn <= `${year}-12-31` && (endedOn === null || endedOn >= `${year}-01-01`)
	);
	return [...new Map(held.map((term) => [term.personId, term])).values()];
}

function yearProblems(
	row: HistoryRow,
	{ thisYear, foundedOn, taken }: HistoryContext
): HistoryProblem[] {
	const { year } = row;
	if (year >= thisYear) return [problem('year_not_past', 'year', year, thisYear)];
	if (year < FIRST_YEAR) return [problem('year_too_early', 'year', year, FIRST_YEAR)];
	const founded = foundedOn === null ? null : Number(foundedOn.slice(0, 4));
	if (founded !== null && year < founded)
		return [problem('before_founding', 'year', year, founded)];
	const standing = taken.get(takenKey(row));
	return standing ? [problem(`has_${standing}`, 'year')] : [];
}

function countProblems(row: HistoryRow): HistoryProblem[] {
	const wrong = historyFields.find((field) => !Number.isSafeInteger(row[field]) || row[field] < 0);
	if (wrong) return [problem('not_a_count', wrong, row[wrong])];
	const nobody = row.eligible === 0 ? [problem('nobody_entitled', 'eligible')] : [];
	const { eligible, issued, returned } = row;
	const participation = { eligible, issued, returned_online: 0, returned_paper: returned };
	const found = reconcile(participation, countsOf(row));
	return [
		...nobody,
		...found.map(({ code, left, right }) => problem(code, fieldOf[code], left, right))
	];
}

/** The counts alone. */
export function countsOf(row: HistoryRow): Counts {
	const { satisfied, basically_satisfied, dissatisfied, unsure, blank, invalid } = row;
	return { satisfied, basically_satisfied, dissatisfied, unsure, blank, invalid };
}

const fieldOf = {
	not_a_count: 'returned',
	parts_do_not_add_up: 'returned',
	more_returned_than_issued: 'returned',
	more_issued_than_eligible: 'issued'
} as const;

/** Whom the row rates. A name that two people in office in that year share stays unclear. */
function findRated(
	{ subject, chair, year }: HistoryRow,
	terms: readonly HistoryTerm[]
): { personId: string | null } | HistoryProblem {
	if (subject === 'home')
		return chair === null ? { personId: null } : problem('chair_of_home', 'chair');
	const inOffice = chairsOf(year, terms);
	const named = chair === null ? inOffice : inOffice.filter(({ name }) => name === chair);
	const [one, ...others] = named;
	if (!one) return problem('chair_unknown', 'chair', year);
	return others.length === 0
		? { personId: one.personId }
		: problem('chair_unclear', 'chair', year, named.length);
}

function problem(
	code: HistoryProblemCode,
	field: HistoryProblem['field'],
	left = 0,
	right = 0
): HistoryProblem {
	return { code, field, left, right };
}
