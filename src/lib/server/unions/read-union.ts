import type { Scope } from '$lib/domain/permission';
import type { Level } from '$lib/domain/words';
import type { Database } from '../database/open';
import { inScope } from './scope';

/** A union as a list to choose from names it. */
export interface UnionChoice {
	id: string;
	code: string;
	name: string;
}

/** The unions from the root down to the union with this path, itself left out. */
export async function listAncestors(db: Database, path: string): Promise<UnionChoice[]> {
	const ids = path.split('/').filter(Boolean).slice(0, -1);
	if (ids.length === 0) return [];
	const rows = await db
		.selectFrom('union')
		.select(['id', 'code', 'name'])
		.where('id', 'in', ids)
		.orderBy('path')
		.execute();
	return rows;
}

/** A union in reach with its path, or null. */
export async function findUnionPath(
	db: Database,
	scope: Scope | null,
	unionId: string
): Promise<(UnionChoice & { path: string }) | null> {
	const row = await db
		.selectFrom('union')
		.select(['id', 'code', 'name', 'path'])
		.where('id', '=', unionId)
		.where(({ ref }) => inScope(ref('union.path'), scope))
		.executeTakeFirst();
	return row ?? null;
}

/** How many unions there are below a path. */
export async function countBelow(db: Database, path: string): Promise<number> {
	const { n } = await db
		.selectFrom('union')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where('path', 'like', `${path}%`)
		.where('path', '!=', path)
		.executeTakeFirstOrThrow();
	return n;
}

/** How many unions of each level there are below a path; closed ones left out. */
export async function countLevels(
	db: Database,
	path: string
): Promise<Partial<Record<Level, number>>> {
	const rows = await db
		.selectFrom('union')
		.select(({ fn }) => ['level', fn.countAll<number>().as('n')])
		.where('path', 'like', `${path}_%`)
		.where('closed_at', 'is', null)
		.groupBy('level')
		.execute();
	return Object.fromEntries(rows.map(({ level, n }) => [level, n]));
}

const OFFERED = 1000;

/** The first thousand open unions in reach to choose from, by code; one further down is found by typing its code. */
export function listUnionChoices(
	db: Database,
	scope: Scope | null,
	levels?: readonly Level[]
): Promise<UnionChoice[]> {
	return db
		.selectFrom('union')
		.select(['id', 'code', 'name'])
		.where(({ ref }) => inScope(ref('union.path'), scope))
		.$if(levels !== undefined, (query) => query.where('level', 'in', levels ?? []))
		.where('closed_at', 'is', null)
		.orderBy('code')
		.limit(OFFERED)
		.execute();
}

/**
 * The union that somebody chose or typed in a picker: `code name`, the code alone, or a name that only one union in
 * reach has. Undefined if there is none.
 */
export async function findChosenUnion(
	db: Database,
	scope: Scope | null,
	typed: string
): Promise<UnionChoice | undefined> {
	const text = typed.trim();
	const [code = ''] = text.split(/\s+/);
	const rows = await db
		.selectFrom('union')
		.select(['id', 'code', 'name'])
		.where(({ ref }) => inScope(ref('union.path'), scope))
		.where(({ eb, or }) =>
			or([eb('code', '=', text), eb('code', '=', code), eb('name', '=', text)])
		)
		.execute();
	const byCode = rows.find((row) => row.code === text) ?? rows.find((row) => row.code === code);
	return byCode ?? (rows.length === 1 ? rows[0] : undefined);
}

/** The industries that unions were given so far. */
export async function listIndustries(db: Database): Promise<string[]> {
	const rows = await db
		.selectFrom('union')
		.select('industry')
		.distinct()
		.where('industry', '!=', '')
		.orderBy('industry')
		.execute();
	return rows.map(({ industry }) => industry);
}
