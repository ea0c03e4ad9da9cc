import { historyColumns, rateHeaders, type HistoryColumn } from './history-columns.ts';
import {
	checkHistory,
	historyFields,
	takenKey,
	type HistoryContext,
	type HistoryField,
	type HistoryRow
} from './history-row.ts';
import { historyFieldNames, historyMessage } from './history-text.ts';
import { columnName } from './import/column-name.ts';
import { matchHeader } from './import/match-header.ts';
import { parseCount, parseYear } from './import/parse-number.ts';
import { parseChoice, parseCode, parseOptional } from './import/parse-text.ts';
import type { Parsed } from './import/parsed.ts';
import { electorateNames, memberElectorates, subjectNames } from './words.ts';

/** A row of a spreadsheet by the number that the program shows beside it. */
export interface SheetCells {
	row: number;
	cells: readonly string[];
}

/** What is wrong, where: the column as spreadsheet programs call it, and null for the whole row. */
export interface RowProblem {
	row: number;
	column: string | null;
	text: string;
}

/** A row that was read; `history` is null where something in it is wrong. */
export interface ReadRow {
	row: number;
	code: string | null;
	history: HistoryRow | null;
	note: string | null;
	/** The very same was entered before: nothing is to be done. */
	same: boolean;
	problems: RowProblem[];
}

/** What is wrong with the header; rows are not looked at while there is anything. */
export function headerProblems(header: readonly string[]): string[] {
	const rates = rateHeaders(header).map(
		(text) => `“${text}”一列是比例，不能导入：请填人数（票数），并删去这一列。`
	);
	return [...rates, ...matchHeader(header, historyColumns).problems];
}

const subjects = [
	{ id: 'home', name: subjectNames.home },
	{ id: 'home', name: '评家' },
	{ id: 'chair', name: subjectNames.chair },
	{ id: 'chair', name: '评议主席' },
	{ id: 'chair', name: '评议工会主席' }
] as const;
const electorates = memberElectorates.map((id) => ({ id, name: electorateNames[id] }));

/** Reads the rows below a sound header. What a union is, and what it has already, is checked by `checkRows`. */
export function readHistoryRows(
	header: readonly string[],
	rows: readonly SheetCells[],
	thisYear: number
): ReadRow[] {
	const { places } = matchHeader(header, historyColumns);
	return rows.map(({ row, cells }) => readRow({ row, cells }, places, thisYear));
}

function readRow(
	{ row, cells }: SheetCells,
	places: Partial<Record<HistoryColumn, number>>,
	thisYear: number
): ReadRow {
	const problems: RowProblem[] = [];
	const cellOf = (key: HistoryColumn) => cells[places[key] ?? -1] ?? '';
	const read = <T>(key: HistoryColumn, parse: (cell: string) => Parsed<T>, fallback: T): T => {
		const { value, problem } = parse(cellOf(key));
		if (problem !== undefined)
			problems.push({ row, column: nameOf(places[key]), text: `${headerOf(key)}：${problem}` });
		return value ?? fallback;
	};
	const code = read('code', parseCode, '');
	const year = read('year', (cell) => parseYear(cell, thisYear), 0);
	const subject = read('subject', (cell) => parseChoice(cell, subjects), 'home');
	const chair = read('chair', (cell) => parseOptional(cell, 40), '') || null;
	const electorate =
		cellOf('electorate').trim() === ''
			? 'members'
			: read('electorate', (cell) => parseChoice(cell, electorates), 'members');
	const counts = historyFields.map((field) => [
		field,
		read(field, (cell) => countOf(field, cell), 0)
	]);
	const note = read('note', (cell) => parseOptional(cell, 200), '') || null;
	const place = { year, subject, chair: subject === 'chair' ? chair : null, electorate };
	const figures = Object.fromEntries(counts) as Record<HistoryField, number>;
	const history = problems.length > 0 ? null : { ...place, ...figures };
	return { row, code: code || null, history, note, same: false, problems };
}

/** 不了解, 弃权 and 无效 may be left empty where there were none. */
function countOf(field: HistoryField, cell: string): Parsed<number> {
	const mayBeEmpty = field === 'unsure' || field === 'blank' || field === 'invalid';
	if (mayBeEmpty && cell.trim() === '') return { value: 0 };
	return /[%％‰]|^\s*[0０][.．]\d/.test(cell)
		? { problem: '请填人数（票数），不要填比例。' }
		: parseCount(cell);
}

function headerOf(key: HistoryColumn): string {
	return historyColumns.find((column) => column.key === key)?.header ?? key;
}

function nameOf(place: number | undefined): string | null {
	return place === undefined ? null : columnName(place);
}

/**
 * Adds what the rules and the union's own past say; the same year twice in one file is a problem of the later row, and a
 * row that says what was entered before (`isThere`) is none.
 */
export function checkRows(
	rows: readonly ReadRow[],
	header: readonly string[],
	contextOf: (code: string) => HistoryContext | null,
	isThere: (code: string, read: { history: HistoryRow; note: string | null }) => boolean = () =>
		false
): ReadRow[] {
	const { places } = matchHeader(header, historyColumns);
	const seen = new Map<string, number>();
	return rows.map((read) => {
		const { row, code, history } = read;
		if (code === null) return read;
		const found = (text: string, key: HistoryColumn | null) => ({
			...{ ...read, history: null },
			problems: [...read.problems, { row, column: key && nameOf(places[key]), text }]
		});
		const context = contextOf(code);
		if (!context)
			return found(`组织代码：“${code}”没有找到、已经撤销，或不在您的管理范围内，请核对。`, 'code');
		if (!history) return read;
		const key = `${code} ${takenKey(history)}`;
		const before = seen.get(key);
		if (before !== undefined)
			return found(`与第 ${before} 行是同一工会、同一年度、同一内容，请只留一行。`, null);
		seen.set(key, row);
		if (isThere(code, { history, note: read.note })) return { ...read, same: true };
		const { problems } = checkHistory(history, context);
		if (problems.length === 0) return read;
		return {
			...{ ...read, history: null },
			problems: problems.map((problem) => ({
				...{ row, column: nameOf(places[problem.field]) },
				text: `${nameOfField(problem.field)}：${historyMessage(problem)}`
			}))
		};
	});
}

function nameOfField(field: HistoryField | 'year' | 'subject' | 'chair'): string {
	return field in historyFieldNames
		? historyFieldNames[field as HistoryField]
		: headerOf(field as HistoryColumn);
}
