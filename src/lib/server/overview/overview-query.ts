import { z } from 'zod';
import { coverageParts, type CoveragePart } from '$lib/domain/coverage-states';
import { scopeOf, type Scope } from '$lib/domain/permission';
import { levels, subjects, type Level, type Subject } from '$lib/domain/words';
import { parseYear } from '$lib/domain/year-range';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { thisYear } from '../clock';
import type { Database } from '../database/open';
import { findUnionPath, listAncestors, type UnionChoice } from '../unions/read-union';
import { inScope } from '../unions/scope';
import type { UnitFilter } from './select-units';

// An address somebody shortened or mistyped shows the whole board rather than nothing.
const address = z.object({
	year: z.string().transform(parseYear).nullable().catch(null),
	subject: z.enum(subjects).catch('home'),
	level: z
		.enum(['all', ...levels])
		.nullable()
		.catch(null),
	kind: z.string().min(1).max(60).nullable().catch(null),
	below: z.string().min(1).max(60).nullable().catch(null),
	q: z.string().trim().max(100).catch(''),
	sort: z.string().max(20).catch(''),
	part: z.enum(coverageParts).nullable().catch(null),
	view: z.enum(['tree', 'units']).catch('tree'),
	page: z.coerce.number().int().min(1).catch(1)
});

/** What the address of a board asks for, within the reach of whoever asks. */
export interface OverviewQuery {
	filter: UnitFilter;
	/** The union whose subtree the board shows; null: everything in reach, of several roots. */
	base: (UnionChoice & { path: string }) | null;
	/** From the top of what may be seen down to the base, itself left out. */
	above: UnionChoice[];
	/** As the fields of the page show it. */
	fields: OverviewFields;
	page: number;
}

export interface OverviewFields {
	year: number;
	subject: Subject;
	level: Level | 'all';
	kind: string | null;
	below: string | null;
	q: string;
	sort: string;
	/** Units of one part of the coverage bar. */
	part: CoveragePart | null;
	view: 'tree' | 'units';
}

/** The unions whose boards the actor may see: as supervisor (or administrator), whatever else they hold elsewhere. */
export function overviewScope({ roles }: Pick<Actor, 'roles'>): Scope | null {
	return scopeOf(roles, 'overview.read');
}

export async function readOverviewQuery(
	{ db, clock }: Pick<App, 'db' | 'clock'>,
	actor: Pick<Actor, 'roles'>,
	search: URLSearchParams
): Promise<OverviewQuery> {
	const absent = { year: null, level: null, kind: null, below: null, part: null };
	const asked = address.parse({ ...absent, ...Object.fromEntries(search) });
	const scope = overviewScope(actor);
	const base = await findBase(db, scope, asked.below);
	const year = asked.year ?? thisYear(clock);
	const { subject, kind } = asked;
	const level = levelOf(subject, asked.level);
	return {
		filter: {
			...{ scope, year, subject, kind, below: base?.path ?? null },
			level: level === 'all' ? null : level,
			aboveGrassroots: subject === 'superior'
		},
		base,
		above: base ? await ancestorsOf(db, scope, base.path) : [],
		fields: { ...asked, year, level, below: asked.below && (base?.id ?? null) },
		page: asked.page
	};
}

/** Members rate grassroots unions, unless asked otherwise; chairs rate those above. */
function levelOf(subject: Subject, asked: Level | 'all' | null): Level | 'all' {
	if (subject !== 'superior') return asked ?? 'grassroots';
	return asked === null || asked === 'grassroots' ? 'all' : asked;
}

/** The union asked for, if it is in reach; else the one on top of what is. */
async function findBase(db: Database, scope: Scope | null, below: string | null) {
	const asked = below === null ? null : await findUnionPath(db, scope, below);
	if (asked) return asked;
	const roots = await listRoots(db, scope, 2);
	return roots.length === 1 ? (roots[0] ?? null) : null;
}

/** The unions on top of what may be seen, by code. */
export function listRoots(
	db: Database,
	scope: Scope | null,
	limit: number
): Promise<(UnionChoice & { path: string })[]> {
	let query = db.selectFrom('union').select(['id', 'code', 'name', 'path']).orderBy('code');
	if (scope === null) query = query.where('parent_id', 'is', null);
	else
		query = query.where('path', 'in', scope.subtrees.length > 0 ? topmost(scope.subtrees) : ['']);
	return query.limit(limit).execute();
}

/** A subtree within another is no root. */
function topmost(paths: readonly string[]): string[] {
	return paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(other)));
}

async function ancestorsOf(db: Database, scope: Scope | null, path: string) {
	const ancestors = await listAncestors(db, path);
	if (scope === null || ancestors.length === 0) return ancestors;
	const seen = await db
		.selectFrom('union')
		.select('id')
		.where(
			'id',
			'in',
			ancestors.map(({ id }) => id)
		)
		.where(({ ref }) => inScope(ref('union.path'), scope))
		.execute();
	return ancestors.filter(({ id }) => seen.some((one) => one.id === id));
}
