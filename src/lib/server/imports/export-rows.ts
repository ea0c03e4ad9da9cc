import type { CountKey, TermKey, UnionKey } from '$lib/domain/import/columns';
import type { OwnNoun } from '$lib/domain/import/verdict';
import { levelNames } from '$lib/domain/words';
import type { App } from '../app';
import type { Database } from '../database/open';
import type { FoundUnion } from '../unions/search-unions';
import { kindName } from '../unions/kinds';

type Cells = Partial<Record<UnionKey | TermKey | CountKey, string | number>>;

/** What an import of the same noun would read without a change, of all open unions of a subtree, in slices. */
export async function* walkExport(app: App, noun: OwnNoun, scope: string): AsyncGenerator<Cells[]> {
	for await (const unions of walkSubtree(app.db, scope)) {
		if (noun === 'union') yield unions.map((union) => unionCells(app, union));
		else if (noun === 'term') yield await termCells(app.db, unions);
		else yield await countCells(app.db, unions);
	}
}

type Exported = Pick<
	FoundUnion,
	| 'id'
	| 'code'
	| 'name'
	| 'level'
	| 'kind'
	| 'industry'
	| 'independent'
	| 'member_count'
	| 'founded_on'
> & { parent: string | null };

const SLICE = 500;

async function* walkSubtree(db: Database, scope: string): AsyncGenerator<Exported[]> {
	for (let after: string | null = ''; after !== null;) {
		const slice: Exported[] = await unionsAfter(db, scope, after);
		if (slice.length > 0) yield slice;
		after = slice.length < SLICE ? null : (slice.at(-1)?.code ?? null);
	}
}

function unionsAfter(db: Database, scope: string, after: string): Promise<Exported[]> {
	return db
		.selectFrom('union')
		.leftJoin('union as parent', 'parent.id', 'union.parent_id')
		.selectAll('union')
		.select('parent.code as parent')
		.where('union.path', 'like', `${scope}%`)
		.where('union.closed_at', 'is', null)
		.where('union.code', '>', after)
		.orderBy('union.code')
		.limit(SLICE)
		.execute();
}

function unionCells(app: App, union: Exported): Cells {
	return {
		...{ code: union.code, name: union.name, parent: union.parent ?? '' },
		...{ level: levelNames[union.level], kind: kindName(app.rubrics, union.kind) },
		...{ industry: union.industry, independent: union.independent === 1 ? '是' : '否' },
		...{ members: union.member_count, founded: union.founded_on ?? '' }
	};
}

async function termCells(db: Database, unions: Exported[]): Promise<Cells[]> {
	const byId = new Map(unions.map((union) => [union.id, union]));
	const rows = await db
		.selectFrom('term')
		.innerJoin('person', 'person.id', 'term.person_id')
		.innerJoin('union', 'union.id', 'term.union_id')
		.select(['union_id', 'person.name', 'started_on', 'ended_on'])
		.where('union_id', 'in', [...byId.keys()])
		.orderBy('union.code')
		.orderBy('started_on')
		.execute();
	return rows.map(({ union_id, name, started_on, ended_on }) => ({
		...namesOf(byId, union_id),
		...{ name, from: started_on, to: ended_on ?? '' }
	}));
}

async function countCells(db: Database, unions: Exported[]): Promise<Cells[]> {
	const byId = new Map(unions.map((union) => [union.id, union]));
	const rows = await db
		.selectFrom('member_count')
		.innerJoin('union', 'union.id', 'member_count.union_id')
		.select(['union_id', 'year', 'members'])
		.where('union_id', 'in', [...byId.keys()])
		.orderBy('union.code')
		.orderBy('year')
		.execute();
	return rows.map(({ union_id, year, members }) => ({
		...namesOf(byId, union_id),
		...{ year, members }
	}));
}

function namesOf(byId: ReadonlyMap<string, Exported>, id: string): Cells {
	const union = byId.get(id);
	return { code: union?.code ?? '', union: union?.name ?? '' };
}
