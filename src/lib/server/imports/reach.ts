import { error } from '@sveltejs/kit';
import { can, scopeOf } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import { Refused } from '../refusals';
import { readImport, type ImportView } from './read-imports';

/** An import into a union that the actor manages; one out of reach is as unknown as one that is not there. */
export async function reachImport(db: Database, actor: Actor, id: string): Promise<ImportView> {
	const found = await readImport(db, id);
	const union = found && (await pathOf(db, found.unionId));
	const own = found?.noun !== 'history' && union && can(actor.roles, 'union.manage', union);
	if (!found || !own) {
		const unknown = new Refused('not_found');
		error(unknown.status, unknown.text);
	}
	return found;
}

async function pathOf(db: Database, unionId: string): Promise<string | null> {
	const row = await db
		.selectFrom('union')
		.select('path')
		.where('id', '=', unionId)
		.executeTakeFirst();
	return row?.path ?? null;
}

/** The unions whose whole subtrees the actor manages, the topmost ones: what an import may be bound to. */
export async function managedUnions(
	db: Database,
	actor: Actor
): Promise<{ id: string; name: string; path: string }[]> {
	const scope = scopeOf(actor.roles, 'union.manage');
	let query = db.selectFrom('union').select(['id', 'name', 'path']).orderBy('path');
	if (scope === null) query = query.where('parent_id', 'is', null);
	else query = query.where('path', 'in', scope.subtrees);
	return scope?.subtrees.length === 0 ? [] : query.execute();
}
