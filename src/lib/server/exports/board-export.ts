import { partNames } from '$lib/domain/coverage-states';
import { levelNames, subjectNames } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import type { OverviewQuery } from '../overview/overview-query';
import { kindName } from '../unions/kinds';
import { downloadResponse } from './download';
import { madeBy } from './export-notes';
import { writeSpreadsheet, type Slices, type Spreadsheet } from './spreadsheet';

/** Everything that a board lists under its filter, on all pages, as a spreadsheet. */
export async function exportBoard<R>(
	app: App,
	actor: Actor,
	{ base, fields }: OverviewQuery,
	list: { title: string; sheet: Spreadsheet<R>; rows: Slices<R> }
): Promise<Response> {
	const { notes, ...sheet } = list.sheet;
	const range = [
		base ? `${base.name}所辖` : '有权查看的全部工会',
		subjectNames[fields.subject],
		fields.level !== 'all' && levelNames[fields.level],
		fields.kind && kindName(app.rubrics, fields.kind),
		fields.part && partNames[fields.part],
		fields.q && `名称或组织代码含“${fields.q}”`
	];
	const made = [
		...madeBy(app, actor),
		['范围', range.filter(Boolean).join('，')] as const,
		['年度', `${fields.year} 年`] as const
	];
	const file = await writeSpreadsheet({ ...sheet, notes: [...made, ...notes] }, list.rows);
	return downloadResponse(
		`${base ? `${base.name} ` : ''}${fields.year}年${list.title}`,
		'xlsx',
		file
	);
}
