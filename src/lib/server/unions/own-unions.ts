import type { Role } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import { readUnionYears, type UnionYear } from './union-year';

export interface OwnUnion extends UnionYear {
	id: string;
	name: string;
	roles: Role[];
}

/** The unions whose surveys the actor runs, and where each stands this year. */
export async function readOwnUnions(db: Database, actor: Actor, year: number): Promise<OwnUnion[]> {
	const held = actor.roles.filter(({ role }) => role === 'chair' || role === 'staff');
	const ids = [...new Set(held.map(({ unionId }) => unionId))];
	const years = await readUnionYears(db, ids, year);
	return ids.flatMap((id) => {
		const standing = years.get(id);
		const roles = held.filter(({ unionId }) => unionId === id);
		if (!standing || !roles[0]) return [];
		return [{ id, name: roles[0].unionName, roles: roles.map(({ role }) => role), ...standing }];
	});
}
