import { cleanText } from './clean-text.ts';
import { termColumns, type TermKey } from './columns.ts';
import { parseDay } from './parse-day.ts';
import { parseCode, parseName } from './parse-text.ts';
import { good } from './parsed.ts';
import { RowReader, type Area } from './row-reader.ts';
import { unionOf, type NamedUnion } from './union-of.ts';
import type { FileRow, RowProblem, Verdict } from './verdict.ts';

export interface KnownTerm {
	id: string;
	unionId: string;
	personId: string;
	name: string;
	from: string;
	/** null while in office. */
	to: string | null;
}

export interface TermImport {
	header: { places: Partial<Record<TermKey, number>> };
	merged: readonly Area[];
	/** By code: those of the subtree, and those elsewhere that the file names. */
	unions: ReadonlyMap<string, NamedUnion>;
	scope: string;
	/** By union. */
	terms: ReadonlyMap<string, readonly KnownTerm[]>;
	today: string;
	newId: () => string;
}

export interface TermWrite extends KnownTerm {
	isNew: boolean;
	/** Nobody of this name has held the office there. */
	newPerson: boolean;
}

interface TermRow {
	file: FileRow;
	problems: RowProblem[];
	union?: NamedUnion | undefined;
	name?: string | undefined;
	from?: string | undefined;
	/** null: in office. */
	to?: string | null | undefined;
	/** The term it is about, if there is one. */
	known?: KnownTerm | undefined;
}

const EVERY = 500;
/** Rows of one union: more than any has had chairs, few enough to be compared with each other. */
const MOST = 200;

/** Judges every row; see `judgeUnions`. A term is known by union, name and first day. */
export function* judgeTerms(
	rows: readonly FileRow[],
	given: TermImport
): Generator<number, { verdicts: Verdict[]; writes: TermWrite[] }> {
	const reader = new RowReader<TermKey>(termColumns, given.header.places, given.merged);
	const read: TermRow[] = [];
	for (const row of rows) {
		read.push(readRow(row, reader, given));
		if (read.length % EVERY === 0) yield read.length;
	}
	const byUnion = Map.groupBy(
		read.filter(({ union }) => union !== undefined),
		({ union }) => union?.id ?? ''
	);
	let n = 0;
	for (const [unionId, same] of byUnion) {
		checkUnion(same, given.terms.get(unionId) ?? [], reader);
		if (++n % EVERY === 0) yield rows.length;
	}
	const persons = new Map<string, string>();
	const verdicts = read.map(verdictOf);
	const writes = read.flatMap((row, index) => {
		const outcome = verdicts[index]?.outcome;
		return outcome === 'new' || outcome === 'changed' ? [writeOf(row, given, persons)] : [];
	});
	return { verdicts, writes };
}

function readRow(file: FileRow, reader: RowReader<TermKey>, given: TermImport): TermRow {
	const problems: RowProblem[] = [];
	const code = reader.read(file, 'code', parseCode, problems);
	const union = unionOf(code, given, (text) => problems.push(reader.problem('code', text)));
	const name = reader.read(file, 'name', (cell) => parseName(cell, 40), problems);
	const from = reader.read(file, 'from', parseDay, problems);
	const to = reader.read(
		file,
		'to',
		(cell) => (/^(至今|今|现任|在任)?$/.test(cleanText(cell)) ? good(null) : parseDay(cell)),
		problems
	);
	const say = (key: TermKey, text: string) => void problems.push(reader.problem(key, text));
	if (from !== undefined && from > given.today) say('from', '晚于今天。请在到任当天或之后导入。');
	if (to && to > given.today) say('to', '晚于今天。还没有离任的请留空。');
	if (to && from !== undefined && to < from) say('to', '早于任职日期，请核对。');
	return { file, problems, union, name, from, to };
}

type Span = { row: TermRow | null; name: string; from: string; to: string | null };

/** Finds the terms that rows are about, doubled rows, namesakes and overlaps in one union. */
function checkUnion(
	rows: TermRow[],
	terms: readonly KnownTerm[],
	reader: RowReader<TermKey>
): void {
	if (rows.length > MOST) {
		const text = `这个代码有 ${rows.length} 行，一家工会最多 ${MOST} 行。请核对代码是不是填错了。`;
		for (const row of rows) row.problems.push(reader.problem('code', text));
		return;
	}
	for (const row of rows) {
		const persons = terms.filter(({ name }) => cleanText(name) === row.name);
		if (new Set(persons.map(({ personId }) => personId)).size > 1)
			row.problems.push(
				reader.problem('name', '本工会有两位同名的主席，表格分不清。请在工会页面登记。')
			);
		row.known = persons.find(({ from }) => from === row.from);
	}
	const doubled = Map.groupBy(rows, ({ name, from }) => `${name} ${from}`);
	for (const same of doubled.values()) {
		if (same.length < 2 || same[0]?.from === undefined) continue;
		const numbers = same.map(({ file }) => file.row).slice(0, 10);
		const text = `与第 ${numbers.join('、')} 行是同一任，请只留一行。`;
		for (const row of same) row.problems.push(reader.problem('from', text));
	}
	checkOverlaps(rows, terms, reader);
}

function checkOverlaps(
	rows: TermRow[],
	terms: readonly KnownTerm[],
	reader: RowReader<TermKey>
): void {
	const covered = new Set(rows.map(({ known }) => known?.id));
	const spans: Span[] = terms
		.filter(({ id }) => !covered.has(id))
		.map((term) => ({ row: null, ...term }));
	for (const row of rows)
		if (row.name !== undefined && row.from !== undefined && row.to !== undefined)
			spans.push({ row, name: row.name, from: row.from, to: row.to });
	spans.sort((a, b) => (a.from < b.from ? -1 : 1));
	spans.forEach((later, index) => {
		const earlier = spans.slice(0, index).find(({ to }) => to === null || to >= later.from);
		// What overlaps already and stays as it is, is not this file's doing.
		if (!earlier || (!isTouched(later) && !isTouched(earlier))) return;
		const to = earlier.to ?? '今';
		const where = earlier.row ? `第 ${earlier.row.file.row} 行` : '系统里已有的';
		const hint = earlier.to === null ? `请填上${earlier.name}的离任日期` : '请核对日期';
		const text = `与${where}${earlier.name}（${earlier.from} 至 ${to}）的任期重叠，${hint}。`;
		(later.row ?? earlier.row)?.problems.push(reader.problem(later.row ? 'from' : 'to', text));
	});
}

function isTouched({ row }: Span): boolean {
	return row !== null && (!row.known || row.known.to !== row.to);
}

function verdictOf({ file, problems, known, to }: TermRow): Verdict {
	const changes =
		known && to !== undefined && known.to !== to
			? [{ field: '离任日期', old: known.to ?? '在任', new: to ?? '在任' }]
			: [];
	const right = !known ? 'new' : changes.length > 0 ? 'changed' : 'same';
	return { row: file.row, outcome: problems.length > 0 ? 'wrong' : right, problems, changes };
}

function writeOf(row: TermRow, given: TermImport, persons: Map<string, string>): TermWrite {
	const { known, union, name = '', from = '', to = null } = row;
	if (known) return { ...known, to, isNew: false, newPerson: false };
	const unionId = union?.id ?? '';
	const before = given.terms.get(unionId)?.find((term) => cleanText(term.name) === name)?.personId;
	const key = `${unionId} ${name}`;
	const seen = before ?? persons.get(key);
	const personId = seen ?? given.newId();
	persons.set(key, personId);
	const id = given.newId();
	return { id, unionId, personId, name, from, to, isNew: true, newPerson: seen === undefined };
}
