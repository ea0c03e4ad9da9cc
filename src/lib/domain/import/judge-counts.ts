import { countColumns, type CountKey } from './columns.ts';
import { parseCount, parseYear } from './parse-number.ts';
import { parseCode } from './parse-text.ts';
import { RowReader, type Area } from './row-reader.ts';
import { unionOf, type NamedUnion } from './union-of.ts';
import type { FileRow, RowProblem, Verdict } from './verdict.ts';

export interface CountImport {
	header: { places: Partial<Record<CountKey, number>> };
	merged: readonly Area[];
	unions: ReadonlyMap<string, NamedUnion>;
	scope: string;
	/** Members by `union id:year`. */
	counts: ReadonlyMap<string, number>;
	thisYear: number;
}

export interface CountWrite {
	unionId: string;
	year: number;
	members: number;
}

interface CountRow extends Partial<CountWrite> {
	file: FileRow;
	problems: RowProblem[];
}

const EVERY = 500;
const keyOf = ({ unionId, year }: Partial<CountWrite>) => `${unionId}:${year}`;

/** Judges every row; see `judgeUnions`. */
export function* judgeCounts(
	rows: readonly FileRow[],
	given: CountImport
): Generator<number, { verdicts: Verdict[]; writes: CountWrite[] }> {
	const reader = new RowReader<CountKey>(countColumns, given.header.places, given.merged);
	const read: CountRow[] = [];
	for (const row of rows) {
		read.push(readRow(row, reader, given));
		if (read.length % EVERY === 0) yield read.length;
	}
	const whole = read.filter(({ unionId, year }) => unionId !== undefined && year !== undefined);
	for (const same of Map.groupBy(whole, keyOf).values()) {
		if (same.length < 2) continue;
		const numbers = same.map(({ file }) => file.row).slice(0, 10);
		const text = `第 ${numbers.join('、')} 行是同一家工会的同一年，请只留一行。`;
		for (const row of same) row.problems.push(reader.problem('year', text));
	}
	const verdicts = read.map((row) => verdictOf(row, given));
	const writes = read.flatMap(({ unionId = '', year = 0, members = 0 }, index) => {
		const outcome = verdicts[index]?.outcome;
		return outcome === 'new' || outcome === 'changed' ? [{ unionId, year, members }] : [];
	});
	return { verdicts, writes };
}

function readRow(file: FileRow, reader: RowReader<CountKey>, given: CountImport): CountRow {
	const problems: RowProblem[] = [];
	const code = reader.read(file, 'code', parseCode, problems);
	const union = unionOf(code, given, (text) => problems.push(reader.problem('code', text)));
	const year = reader.read(file, 'year', (cell) => parseYear(cell, given.thisYear), problems);
	const members = reader.read(file, 'members', parseCount, problems);
	return {
		...{ file, problems },
		...(union && { unionId: union.id }),
		...(year !== undefined && { year }),
		...(members !== undefined && { members })
	};
}

function verdictOf(row: CountRow, { counts }: CountImport): Verdict {
	const { file, problems, members } = row;
	const base = { row: file.row, problems, changes: [] };
	if (problems.length > 0) return { ...base, outcome: 'wrong' };
	const old = counts.get(keyOf(row));
	if (old === undefined) return { ...base, outcome: 'new' };
	if (old === members) return { ...base, outcome: 'same' };
	const change = { field: '会员人数', old: String(old), new: String(members) };
	return { ...base, outcome: 'changed', changes: [change] };
}
