import { parseYear } from '$lib/domain/year-range';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { thisYear } from '../clock';
import { readUnionQuery, type UnionQuery } from '../unions/union-query';
import { downloadResponse } from './download';
import { madeBy, scopeNote } from './export-notes';
import { writeSpreadsheet, type Slices, type Spreadsheet } from './spreadsheet';

/** A list about the unions that an address asks for, of a year (this one unless it says another). */
export interface UnionList<R> {
	/** For the name of the file. */
	title: string;
	sheet(year: number): Spreadsheet<R>;
	rows(query: UnionQuery, year: number): Slices<R>;
}

export async function exportUnions<R>(
	app: App,
	actor: Actor,
	address: URLSearchParams,
	list: UnionList<R>
): Promise<Response> {
	const query = await readUnionQuery(app.db, actor, address);
	const year = parseYear(address.get('year') ?? '') ?? thisYear(app.clock);
	const { notes, ...sheet } = list.sheet(year);
	const made = [...madeBy(app, actor), scopeNote(app, query), ['年度', `${year} 年`] as const];
	const rows = list.rows(query, year);
	const file = await writeSpreadsheet({ ...sheet, notes: [...made, ...notes] }, rows);
	const whose = query.fields.below ? `${query.fields.below.name} ` : '';
	return downloadResponse(`${whose}${year}年${list.title}`, 'xlsx', file);
}
