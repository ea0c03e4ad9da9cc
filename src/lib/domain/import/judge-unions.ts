import { levelNames, levels, type Level } from '../words.ts';
import { cleanText } from './clean-text.ts';
import { unionColumns, type UnionKey } from './columns.ts';
import { parseDay } from './parse-day.ts';
import { parseCount } from './parse-number.ts';
import { parseChoice, parseCode, parseName, parseOptional, parseYesNo } from './parse-text.ts';
import { good } from './parsed.ts';
import { RowReader, type Area } from './row-reader.ts';
import { placeUnions } from './place-unions.ts';
import type { FileRow, RowChange, RowProblem, Verdict } from './verdict.ts';

/** A union as it is now. */
export interface KnownUnion {
	id: string;
	code: string;
	name: string;
	level: Level;
	kind: string;
	industry: string;
	independent: boolean;
	members: number;
	/** null: was always there. */
	foundedOn: string | null;
	parentId: string | null;
	path: string;
	closed: boolean;
}

/** What the judgement of a file rests on. */
export interface UnionImport {
	header: { places: Partial<Record<UnionKey, number>> };
	merged: readonly Area[];
	/** Every union of the importer's subtree, and those elsewhere whose code stands in the file. By code. */
	known: ReadonlyMap<string, KnownUnion>;
	/** Path of the union in whose subtree the importer works. */
	scope: string;
	/** Paths of unions in which the importer holds an office. */
	own: ReadonlySet<string>;
	/** Ids of unions with an application under way: they stay where their reviewers find them. */
	applying: ReadonlySet<string>;
	kinds: Record<Level, readonly { id: string; name: string }[]>;
	/** The last day on which a union may have been founded. */
	today: string;
	newId: () => string;
}

/** What a row says; undefined: its column is missing, or its cell is wrong. */
export interface UnionRow {
	file: FileRow;
	problems: RowProblem[];
	code?: string | undefined;
	name?: string | undefined;
	/** '' for none. */
	parent?: string | undefined;
	level?: Level | undefined;
	kind?: string | undefined;
	industry?: string | undefined;
	independent?: boolean | undefined;
	members?: number | undefined;
	/** null: the cell is empty. */
	foundedOn?: string | null | undefined;
	/** The union it is about, if there is one. */
	known?: KnownUnion | undefined;
	/** Code of the union above it now, if that is known. */
	parentNow?: string | undefined;
}

/** A union as it is to be written. */
export interface UnionWrite extends KnownUnion {
	isNew: boolean;
	isMoved: boolean;
}

const EVERY = 500;

/**
 * Judges every row, and says what to write of those that are new or changed. Gives the number of rows read so far between
 * slices of work, so that whoever runs it can let others have their turn.
 */
export function* judgeUnions(
	rows: readonly FileRow[],
	given: UnionImport
): Generator<number, { verdicts: Verdict[]; writes: UnionWrite[] }> {
	const reader = new RowReader<UnionKey>(unionColumns, given.header.places, given.merged);
	const read: UnionRow[] = [];
	for (const row of rows) {
		read.push(readRow(row, reader, given));
		if (read.length % EVERY === 0) yield read.length;
	}
	findDoubles(read, reader);
	for (const row of read) checkKnown(row, reader, given);
	const placed = placeUnions(read, reader, given);
	const verdicts: Verdict[] = [];
	const writes: UnionWrite[] = [];
	for (const [index, row] of read.entries()) {
		const write = placed[index] ?? null;
		const changes = write && row.known ? compare(row, row.known, write, given.kinds) : [];
		const outcome = outcomeOf(row, changes);
		const problems = row.problems.toSorted((a, b) => (a.column ?? -1) - (b.column ?? -1));
		verdicts.push({ row: row.file.row, outcome, problems, changes });
		if (write && (outcome === 'new' || outcome === 'changed')) writes.push(write);
		if (index % EVERY === 0) yield rows.length;
	}
	return { verdicts, writes };
}

function readRow(
	file: FileRow,
	reader: RowReader<UnionKey>,
	{ known, kinds, today }: UnionImport
): UnionRow {
	const problems: RowProblem[] = [];
	const code = reader.read(file, 'code', parseCode, problems);
	const old = code === undefined ? undefined : known.get(code);
	const level = reader.read(file, 'level', (cell) => parseChoice(cell, levelChoices), problems);
	const kindLevel = level ?? old?.level;
	return {
		...{ file, problems, code, level, known: old },
		name: reader.read(file, 'name', (cell) => parseName(cell, 100), problems),
		parent: reader.read(
			file,
			'parent',
			(cell) => (cleanText(cell) === '' ? good('') : parseCode(cell)),
			problems
		),
		kind: reader.read(
			file,
			'kind',
			(cell) => parseChoice(cell, kindLevel ? kinds[kindLevel] : everyKind(kinds)),
			problems
		),
		industry: reader.read(file, 'industry', (cell) => parseOptional(cell, 40), problems),
		independent: reader.read(file, 'independent', parseYesNo, problems),
		members: reader.read(file, 'members', parseCount, problems),
		foundedOn: readFounded(file, reader, today, problems)
	};
}

/** Each once: unions of the upper levels are of the same kind. */
function everyKind(kinds: UnionImport['kinds']): { id: string; name: string }[] {
	const all = Object.values(kinds).flat();
	return [...new Map(all.map((kind) => [kind.id, kind])).values()];
}

function readFounded(
	file: FileRow,
	reader: RowReader<UnionKey>,
	today: string,
	problems: RowProblem[]
): string | null | undefined {
	const parse = (cell: string) => (cleanText(cell) === '' ? good(null) : parseDay(cell));
	const day = reader.read<string | null>(file, 'founded', parse, problems);
	if (day && day > today) problems.push(reader.problem('founded', '晚于今天，请核对。'));
	return day;
}

const levelChoices = levels.map((id) => ({ id, name: levelNames[id] }));

function findDoubles(rows: readonly UnionRow[], reader: RowReader<UnionKey>): void {
	const byCode = Map.groupBy(
		rows.filter(({ code }) => code !== undefined),
		({ code }) => code
	);
	for (const [code, same] of byCode) {
		if (same.length < 2) continue;
		const numbers = same.map(({ file }) => file.row).slice(0, 10);
		const text = `${code} 在第 ${numbers.join('、')} 行重复出现，请只留一行。`;
		for (const row of same) row.problems.push(reader.problem('code', text));
	}
}

const neededForNew = ['parent', 'level', 'kind', 'independent', 'members'] as const;

/** What may be said of a row before the tree is looked at. */
function checkKnown(row: UnionRow, reader: RowReader<UnionKey>, given: UnionImport): void {
	const { known, problems } = row;
	if (!known) {
		const missing = neededForNew.filter((key) => !reader.has(key));
		for (const key of missing)
			problems.push(reader.problem(key, '新增工会须有这一列，请补上并填写。'));
		return;
	}
	if (!known.path.startsWith(given.scope))
		problems.push(
			reader.problem(
				'code',
				`${row.code} 是别处的工会，不在您管理的范围内。请删去这一行，或核对代码。`
			)
		);
	else if (known.closed)
		problems.push(reader.problem('code', `${row.code} 已经撤销，不能修改。请删去这一行。`));
	else if (given.own.has(known.path) && differs(row.independent, known.independent))
		problems.push(
			reader.problem(
				'independent',
				'这是您任职的工会，不能由您改这一项。请改回原值，由上级工会办理。'
			)
		);
	if (row.kind === undefined && row.level !== undefined && row.level !== known.level) {
		const fits = given.kinds[row.level].some(({ id }) => id === known.kind);
		if (!fits && !problems.some(({ column }) => column === reader.places.kind))
			problems.push(reader.problem('level', '改了层级，类型也要改。请补上“类型”一列。'));
	}
}

function differs<T>(value: T | undefined, old: T): boolean {
	return value !== undefined && value !== old;
}

function compare(
	row: UnionRow,
	old: KnownUnion,
	write: UnionWrite,
	kinds: UnionImport['kinds']
): RowChange[] {
	const kindNames = new Map(
		Object.values(kinds).flatMap((list) => list.map(({ id, name }) => [id, name]))
	);
	const yesNo = (value: boolean) => (value ? '是' : '否');
	const fields: [string, string, string][] = [
		['名称', cleanText(old.name), write.name],
		['层级', levelNames[old.level], levelNames[write.level]],
		['类型', kindNames.get(old.kind) ?? old.kind, kindNames.get(write.kind) ?? write.kind],
		['行业', cleanText(old.industry), write.industry],
		['独立基层工会', yesNo(old.independent), yesNo(write.independent)],
		['会员人数', String(old.members), String(write.members)],
		['成立日期', old.foundedOn ?? '', write.foundedOn ?? ''],
		['上级代码', row.parentNow ?? '', row.parent || (row.parentNow ?? '')]
	];
	return fields
		.filter(([, before, after]) => before !== after)
		.map(([field, before, after]) => ({ field, old: before, new: after }));
}

function outcomeOf(
	{ problems, known }: UnionRow,
	changes: readonly RowChange[]
): Verdict['outcome'] {
	if (problems.length > 0) return 'wrong';
	if (!known) return 'new';
	return changes.length > 0 ? 'changed' : 'same';
}
