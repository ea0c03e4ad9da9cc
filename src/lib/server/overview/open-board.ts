import type { Level } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { thisYear } from '../clock';
import type { Database } from '../database/open';
import { listYears } from '../results/list-years';
import { allKinds, kindsByLevel, type Kind } from '../unions/kinds';
import type { UnionChoice } from '../unions/read-union';
import { readOverviewQuery, type OverviewFields, type OverviewQuery } from './overview-query';
import { settleFigures } from './settle-figures';

/** What every board shows around its table. */
export interface BoardFrame {
	fields: OverviewFields;
	base: UnionChoice | null;
	/** The way to the base, from the top of what may be seen. */
	above: UnionChoice[];
	/** Unions right below the base that have others below them. */
	parts: UnionChoice[];
	/** Descending. */
	years: number[];
	/** Kinds of the level that is shown. */
	kinds: Kind[];
}

/** Brings the figures up to date, and reads what an address asks of a board. */
export async function openBoard(
	app: Pick<App, 'db' | 'clock' | 'rubrics'>,
	actor: Pick<Actor, 'roles'>,
	search: URLSearchParams
): Promise<{ query: OverviewQuery; frame: BoardFrame }> {
	await settleFigures(app.db);
	const query = await readOverviewQuery(app, actor, search);
	const { base, above, fields } = query;
	const years = await listYears(app.db, thisYear(app.clock));
	const frame = {
		...{ fields, above, base: base && { id: base.id, code: base.code, name: base.name } },
		parts: base ? await listParts(app.db, base.id) : [],
		years: years.toReversed(),
		kinds: kindsOf(app, fields.level)
	};
	return { query, frame };
}

function kindsOf({ rubrics }: Pick<App, 'rubrics'>, level: Level | 'all'): Kind[] {
	return level === 'all' ? allKinds(rubrics) : kindsByLevel(rubrics)[level];
}

function listParts(db: Database, unionId: string): Promise<UnionChoice[]> {
	return db
		.selectFrom('union')
		.select(['id', 'code', 'name'])
		.where('parent_id', '=', unionId)
		.where('level', '<>', 'grassroots')
		.where('closed_at', 'is', null)
		.orderBy('code')
		.limit(500)
		.execute();
}
