import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { downloadResponse } from './download';
import { madeBy } from './export-notes';
import { writeSpreadsheet, type Slices, type Spreadsheet } from './spreadsheet';

/** A list as a spreadsheet, with what it was narrowed by on its sheet of notes. */
export async function exportFiltered<R>(
	app: App,
	actor: Actor,
	list: { title: string; sheet: Spreadsheet<R>; rows: Slices<R> },
	{ below, filter }: { below: string | null; filter: readonly (string | null | undefined)[] }
): Promise<Response> {
	const { notes, ...sheet } = list.sheet;
	const narrowed = [below ? `${below}及其下级` : '有权查看的全部工会', ...filter];
	const made = [...madeBy(app, actor), ['范围', narrowed.filter(Boolean).join('，')] as const];
	const file = await writeSpreadsheet({ ...sheet, notes: [...made, ...notes] }, list.rows);
	return downloadResponse(`${below ? `${below} ` : ''}${list.title}`, 'xlsx', file);
}
