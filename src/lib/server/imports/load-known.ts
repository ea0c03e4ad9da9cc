import { setImmediate } from 'node:timers/promises';
import type { KnownTerm } from '$lib/domain/import/judge-terms';
import type { KnownUnion } from '$lib/domain/import/judge-unions';
import type { NamedUnion } from '$lib/domain/import/union-of';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { slicesOf } from './let-others';

const SLICE = 500;

/** All unions of a subtree, and those elsewhere that have one of the codes; by code. */
export async function loadUnions(
	db: Database,
	scope: string,
	codes: readonly string[]
): Promise<Map<string, KnownUnion>> {
	const known = new Map<string, KnownUnion>();
	for (let after: string | null = ''; after !== null;) {
		const rows: UnionTable[] = await db
			.selectFrom('union')
			.selectAll()
			.where('path', 'like', `${scope}%`)
			.where('code', '>', after)
			.orderBy('code')
			.limit(SLICE)
			.execute();
		for (const row of rows) known.set(row.code, knownUnion(row));
		after = rows.length < SLICE ? null : (rows.at(-1)?.code ?? null);
		await setImmediate();
	}
	const elsewhere = codes.filter((code) => !known.has(code));
	for await (const rows of byCode(db, elsewhere))
		for (const row of rows) known.set(row.code, knownUnion(row));
	return known;
}

function knownUnion(row: UnionTable): KnownUnion {
	const { id, code, name, level, kind, industry, path } = row;
	return {
		...{ id, code, name, level, kind, industry, path },
		...{ independent: row.independent === 1, members: row.member_count },
		foundedOn: row.founded_on,
		...{ parentId: row.parent_id, closed: row.closed_at !== null }
	};
}

/** The unions of some codes, wherever they are; by code. */
export async function loadNamedUnions(
	db: Database,
	codes: readonly string[]
): Promise<Map<string, NamedUnion>> {
	const unions = new Map<string, NamedUnion>();
	for await (const rows of byCode(db, codes))
		for (const { code, id, name, path, closed_at } of rows)
			unions.set(code, { id, name, path, closed: closed_at !== null });
	return unions;
}

async function* byCode(db: Database, codes: readonly string[]): AsyncGenerator<UnionTable[]> {
	for (const slice of slicesOf(codes, SLICE)) {
		yield await db.selectFrom('union').selectAll().where('code', 'in', slice).execute();
		await setImmediate();
	}
}

/** The terms of some unions, by union. */
export async function loadTerms(
	db: Database,
	unionIds: readonly string[]
): Promise<Map<string, KnownTerm[]>> {
	const terms = new Map<string, KnownTerm[]>();
	for (const slice of slicesOf(unionIds, SLICE)) {
		const rows = await db
			.selectFrom('term')
			.innerJoin('person', 'person.id', 'term.person_id')
			.select(['term.id', 'union_id', 'person_id', 'name', 'started_on', 'ended_on'])
			.where('union_id', 'in', slice)
			.execute();
		for (const row of rows) {
			const { id, union_id: unionId, person_id: personId, name } = row;
			const term = { id, unionId, personId, name, from: row.started_on, to: row.ended_on };
			terms.set(unionId, [...(terms.get(unionId) ?? []), term]);
		}
		await setImmediate();
	}
	return terms;
}

/** The member counts of some unions, by `union id:year`. */
export async function loadCounts(
	db: Database,
	unionIds: readonly string[]
): Promise<Map<string, number>> {
	const counts = new Map<string, number>();
	for (const slice of slicesOf(unionIds, SLICE)) {
		const rows = await db
			.selectFrom('member_count')
			.select(['union_id', 'year', 'members'])
			.where('union_id', 'in', slice)
			.execute();
		for (const { union_id, year, members } of rows) counts.set(`${union_id}:${year}`, members);
		await setImmediate();
	}
	return counts;
}

/** Which unions of a subtree have an application under way. */
export async function loadApplying(db: Database, scope: string): Promise<Set<string>> {
	const rows = await db
		.selectFrom('application')
		.innerJoin('union', 'union.id', 'application.union_id')
		.select('application.union_id')
		.where('union.path', 'like', `${scope}%`)
		.where('application.state', '<>', 'decided')
		.execute();
	return new Set(rows.map(({ union_id }) => union_id));
}
