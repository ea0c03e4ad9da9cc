import { columnsOf } from '$lib/domain/import/columns';
import { nounNames, type OwnNoun } from '$lib/domain/import/verdict';
import { levelNames, levels } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { madeBy } from '../exports/export-notes';
import type { Column, ListValue, Spreadsheet } from '../exports/spreadsheet';
import { tableResponse, type TableFormat } from '../exports/table-file';
import { fromJson } from '../database/values';
import { kindsByLevel } from '../unions/kinds';
import { walkExport } from './export-rows';
import { findImport, walkRows } from './load-staged';

type Note = readonly [string, string];

/** An empty form with two example rows, and what to fill in on a second sheet. */
export function templateResponse(app: App, noun: OwnNoun, format: TableFormat): Promise<Response> {
	const example = Object.fromEntries(columnsOf[noun].map(({ key, example }) => [key, example]));
	return tableResponse(
		`${nounNames[noun]}导入模板`,
		format,
		listOf(noun, [
			['示例', '第一个工作表里的一行是示例，填写前请删去。'],
			...fillingNotes(app, noun)
		]),
		[[fittingExample(app, noun, example)]]
	);
}

/** The kind is one of the rubrics', whatever they call it. */
function fittingExample(app: App, noun: OwnNoun, example: Record<string, string>) {
	const [kind] = kindsByLevel(app.rubrics).grassroots;
	return noun === 'union' && kind ? { ...example, kind: kind.name } : example;
}

/** Everything of a subtree that an import of this noun reads, in its columns. */
export function exportResponse(
	app: App,
	actor: Actor,
	{
		noun,
		format,
		union
	}: { noun: OwnNoun; format: TableFormat; union: { name: string; path: string } }
): Promise<Response> {
	const made: Note[] = [...madeBy(app, actor), ['范围', `${union.name}及其下级，不含已撤销的工会`]];
	const list = listOf(noun, [...made, ...fillingNotes(app, noun)]);
	const name = `${union.name} ${nounNames[noun]}`;
	return tableResponse(name, format, list, walkExport(app, noun, union.path));
}

function listOf(noun: OwnNoun, notes: Note[]): Spreadsheet<Record<string, string | number>> {
	return {
		...{ sheet: nounNames[noun], empty: '', notes },
		columns: columnsOf[noun].map(({ key, header, width }) => ({
			...{ header, width, type: 'text' as const },
			value: (row) => row[key] ?? ''
		}))
	};
}

function fillingNotes(app: App, noun: OwnNoun): Note[] {
	const columns = columnsOf[noun].map(({ header, hint }): Note => [header, hint]);
	const kinds = kindsByLevel(app.rubrics);
	const choices = levels.map((level): Note => [
		`层级：${levelNames[level]}`,
		`类型：${kinds[level].map(({ name }) => name).join('、')}`
	]);
	return noun === 'union' ? [...columns, ...choices] : columns;
}

interface MarkedRow {
	cells: string[];
	problems: string;
}

/** What was uploaded with one more column, 问题: to be put right and uploaded again. Null once it has been deleted. */
export async function problemResponse(
	app: App,
	id: string,
	format: TableFormat
): Promise<Response | null> {
	const row = await findImport(app.db, id);
	if (!row || row.emptied_at !== null) return null;
	const header: string[] = fromJson(row.header);
	const columns = header.map((text, index): Column<MarkedRow> => ({
		...{ header: text, width: 12, type: 'text' },
		value: ({ cells }): ListValue => cells[index] ?? ''
	}));
	const marks: Column<MarkedRow> = {
		...{ header: '问题', width: 40, type: 'text' },
		value: ({ problems }) => problems
	};
	const notes: Note[] = [['怎样改', '按“问题”一栏改好后，把整个文件重新上传；“问题”一栏不用删。']];
	const list = { sheet: '导入', empty: '', notes, columns: [...columns, marks] };
	return tableResponse(
		`${row.file_name.replace(/\.[^.]*$/, '')} 标出问题`,
		format,
		list,
		marked(app, id)
	);
}

async function* marked(app: App, id: string): AsyncGenerator<MarkedRow[]> {
	for await (const slice of walkRows(app.db, id))
		yield slice.map(({ cells, problems }) => ({
			cells: fromJson(cells),
			problems: fromJson(problems)
				.map(({ text }) => text)
				.join('\n')
		}));
}
