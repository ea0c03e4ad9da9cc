import { sql } from 'kysely';
import type { Scope } from '$lib/domain/permission';
import type { Level } from '$lib/domain/words';
import type { Database } from '../database/open';
import { inScope } from './scope';

/** A union in the tree. */
export interface TreeNode {
	id: string;
	code: string;
	name: string;
	level: Level;
	members: number;
	closed: boolean;
	/** Open unions below it, however far. */
	below: number;
}

/** The unions directly below another one, or those at which the reach of somebody begins. */
export interface TreeLevel {
	nodes: TreeNode[];
	/** How many more there are than are given. */
	more: number;
}

const SHOWN = 200;

/** The unions directly below `parentId`, by code, closed ones last. */
export async function listChildren(db: Database, parentId: string): Promise<TreeLevel> {
	return readLevel(db, (query) => query.where('union.parent_id', '=', parentId));
}

/** The unions in reach that have no union in reach above them. */
export async function listTops(db: Database, scope: Scope | null): Promise<TreeLevel> {
	if (scope === null) return readLevel(db, (query) => query.where('union.parent_id', 'is', null));
	const reached = [...scope.subtrees, ...scope.unions];
	const tops = reached.filter(
		(path) => !scope.subtrees.some((root) => root !== path && path.startsWith(root))
	);
	return readLevel(db, (query) =>
		query
			.where(({ ref }) => inScope(ref('union.path'), scope))
			.where('union.path', 'in', tops.length > 0 ? tops : [''])
	);
}

function selectNodes(db: Database) {
	return db.selectFrom('union');
}

type Nodes = ReturnType<typeof selectNodes>;

async function readLevel(db: Database, narrow: (query: Nodes) => Nodes): Promise<TreeLevel> {
	const chosen = narrow(selectNodes(db));
	const { total } = await chosen
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await chosen
		.select(['union.id', 'code', 'name', 'level', 'member_count', 'closed_at'])
		.select((eb) => [
			eb
				.selectFrom('union as lower')
				.select(({ fn }) => fn.countAll<number>().as('n'))
				// A range of the index on paths; every character of a path sorts below `~`.
				.where('lower.path', '>', eb.ref('union.path'))
				.where('lower.path', '<', sql<string>`${eb.ref('union.path')} || '~'`)
				.where('lower.closed_at', 'is', null)
				.as('below')
		])
		.orderBy(sql`case when closed_at is null then 0 else 1 end`)
		.orderBy('code')
		.limit(SHOWN)
		.execute();
	const nodes = rows.map(({ member_count: members, closed_at, below, ...node }) => ({
		...{ ...node, members, closed: closed_at !== null, below: below ?? 0 }
	}));
	return { nodes, more: total - nodes.length };
}
