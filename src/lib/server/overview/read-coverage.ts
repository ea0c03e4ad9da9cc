import { sql } from 'kysely';
import {
	coverageOf,
	coverageParts,
	noStates,
	type Coverage,
	type StateCounts
} from '$lib/domain/coverage-states';
import { orderRows, parseOrder, type OrderValue } from '$lib/domain/row-order';
import type { Level } from '$lib/domain/words';
import type { Database } from '../database/open';
import { pageOf, type ListPage } from '../page-of';
import { nextYear } from '../unions/existed-in';
import { inScope } from '../unions/scope';
import { countStates } from './count-states';
import { listRoots, type OverviewQuery } from './overview-query';
import { joinFigures, selectUnits, unitState, type UnitFilter, type Units } from './select-units';

/** A union on the next level of the tree, with the coverage of itself and everything below it. */
export interface CoverageRow {
	id: string;
	code: string;
	name: string;
	level: Level;
	/** Whether there is anything below it to go down to. */
	opens: boolean;
	coverage: Coverage;
}

/** What coverage counts: the independent grassroots unions, by their 会员评家. */
export function coverageFilter(filter: UnitFilter): UnitFilter {
	return {
		...{ ...filter, subject: 'home', level: 'grassroots', independent: true },
		aboveGrassroots: false
	};
}

/** Coverage of everything below the chosen union. */
export async function readCoverage(db: Database, filter: UnitFilter): Promise<Coverage> {
	return coverageOf(await countStates(db, coverageFilter(filter)));
}

/** Units founded after the year, which are not counted in it. */
export async function countLater(db: Database, filter: UnitFilter): Promise<number> {
	const { scope, year, kind, below } = filter;
	const { n } = await db
		.selectFrom('union')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where(({ ref }) => inScope(ref('union.path'), scope))
		.where('union.path', '>', below ?? '')
		.where('union.path', '<', `${below ?? ''}~`)
		.where('level', '=', 'grassroots')
		.where('independent', '=', 1)
		.where('closed_at', 'is', null)
		.where('founded_on', '>=', nextYear(year))
		.$if(kind !== null, (query) => query.where('kind', '=', kind ?? ''))
		.executeTakeFirstOrThrow();
	return n;
}

type TreeQuery = Pick<OverviewQuery, 'filter' | 'base' | 'page'> & {
	fields: Pick<OverviewQuery['fields'], 'sort'>;
};

/** The same by the unions right below the chosen one (or the roots of what may be seen), a page of them. */
export async function listCoverage(
	db: Database,
	{ filter, base, fields, page: wanted }: TreeQuery
): Promise<ListPage<CoverageRow>> {
	const children = await listChildren(db, filter, base);
	if (parseOrder(fields.sort, Object.keys(figures))) {
		const all = await coverAll(db, filter, children);
		return pageOf(orderRows(all, fields.sort, figures), wanted);
	}
	const { rows, ...rest } = pageOf(orderRows(children, fields.sort, names), wanted);
	return { rows: await coverAll(db, filter, rows), ...rest };
}

/** What the tree is put in order by without counting anything; those with others below them come first by default. */
const names = { code: ({ code }: Child) => code };

/** These need the counts of every row, not only of a page. */
const figures: Record<string, (row: CoverageRow) => OrderValue> = {
	share: ({ coverage }) => coverage.share,
	units: ({ coverage }) => coverage.units,
	...Object.fromEntries(
		coverageParts.map((part) => [part, ({ coverage }: CoverageRow) => coverage.parts[part]])
	)
};

/** Unions are counted in slices: a query takes only so many values. */
const SLICE = 500;

async function coverAll(
	db: Database,
	filter: UnitFilter,
	children: readonly Child[]
): Promise<CoverageRow[]> {
	const rows: CoverageRow[] = [];
	for (let at = 0; at < children.length; at += SLICE) {
		const slice = children.slice(at, at + SLICE);
		const counts = await countBySubtree(db, filter, slice);
		for (const { id, code, name, level } of slice)
			rows.push({
				...{ id, code, name, level, opens: level !== 'grassroots' },
				coverage: coverageOf(counts.get(id) ?? noStates)
			});
	}
	return rows;
}

const everyUnion = { level: null, kind: null, below: null, independent: false };

type Child = { id: string; code: string; name: string; level: Level };

/** Unions with others below them come first. A grassroots union of another kind than the one asked for is left out. */
async function listChildren(
	db: Database,
	filter: UnitFilter,
	base: OverviewQuery['base']
): Promise<Child[]> {
	const roots = base ? [] : await listRoots(db, filter.scope, 1000);
	const among = selectUnits(db, { ...coverageFilter(filter), ...everyUnion });
	const children = await among
		.select(['union.id', 'union.code', 'union.name', 'union.level', 'union.kind', 'independent'])
		.$if(base !== null, (query) => query.where('union.parent_id', '=', base?.id ?? ''))
		.$if(base === null, (query) =>
			query.where('union.id', 'in', ['', ...roots.map(({ id }) => id)])
		)
		.orderBy('union.code')
		.execute();
	const isUnit = ({ level, kind, independent }: (typeof children)[number]) =>
		level !== 'grassroots' || (independent === 1 && (!filter.kind || kind === filter.kind));
	const wanted = children.filter(isUnit);
	return [
		...wanted.filter(({ level }) => level !== 'grassroots'),
		...wanted.filter(({ level }) => level === 'grassroots')
	];
}

/** States of all units within each subtree, in one query: a range of paths for each of a page's unions. */
async function countBySubtree(
	db: Database,
	filter: UnitFilter,
	tops: readonly Child[]
): Promise<Map<string, StateCounts>> {
	if (tops.length === 0) return new Map();
	const units = selectUnits(db, coverageFilter({ ...filter, below: null }))
		.innerJoin('union as top', (join) =>
			join
				.onRef('union.path', '>=', 'top.path')
				// Every character of a path sorts below `~`.
				.on(sql`"union".path`, '<', sql`top.path || '~'`)
		)
		.where(
			'top.id',
			'in',
			tops.map(({ id }) => id)
		);
	const top = sql<string>`top.id`;
	const rows = await joinFigures(units as unknown as Units, coverageFilter(filter))
		.select(({ fn }) => [
			top.as('top_id'),
			unitState.as('unit_state'),
			fn.countAll<number>().as('n')
		])
		.groupBy([top, 'unit_state'])
		.execute();
	return new Map(
		[...Map.groupBy(rows, ({ top_id }) => top_id)].map(([id, states]) => [
			id,
			{ ...noStates, ...Object.fromEntries(states.map(({ unit_state, n }) => [unit_state, n])) }
		])
	);
}
