import { can, type HeldRole } from '$lib/domain/permission';
import { reachesRank } from '$lib/domain/title';
import type { TitleRank } from '$lib/domain/rules';
import { levels } from '$lib/domain/words';
import type { Database } from '../database/open';
import { Refused } from '../refusals';

/** A change to the register of titles: whose, and how high the title is. */
export interface RegisterChange {
	/** null: the union's own */
	personId: string | null;
	level: TitleRank;
}

/**
 * Whether these roles may enter, revoke or inspect such a title, beyond `honour.manage` in the union: nobody where the
 * person now chairs a union that they belong to themselves, and titles from 市级 on only from a county up, so that a
 * 十佳 does not hang on the word of a township. Refuses `own_honour`, `honour_too_high`.
 */
export async function checkRecorder(
	db: Database,
	roles: readonly HeldRole[],
	{ personId, level }: RegisterChange
): Promise<void> {
	if (personId !== null) {
		const chaired = await db
			.selectFrom('term')
			.innerJoin('union', 'union.id', 'term.union_id')
			.select('union.path')
			.where('person_id', '=', personId)
			.where('ended_on', 'is', null)
			.execute();
		if (chaired.some(({ path }) => !can(roles, 'honour.manage', path)))
			throw new Refused('own_honour');
	}
	if (reachesRank(level, 'city') && !(await isCountyOrHigher(db, roles)))
		throw new Refused('honour_too_high');
}

async function isCountyOrHigher(db: Database, roles: readonly HeldRole[]): Promise<boolean> {
	if (roles.some(({ role }) => role === 'admin')) return true;
	const supervised = roles.filter(({ role }) => role === 'supervisor');
	if (supervised.length === 0) return false;
	const row = await db
		.selectFrom('union')
		.select('id')
		.where(
			'id',
			'in',
			supervised.map(({ unionId }) => unionId)
		)
		.where('level', 'in', levels.slice(levels.indexOf('county')))
		.executeTakeFirst();
	return row !== undefined;
}
