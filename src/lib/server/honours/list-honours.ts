import type { RegisteredHonour } from '$lib/domain/honour';
import type { HeldTitle } from '$lib/domain/title';
import type { Database } from '../database/open';
import { Refused } from '../refusals';

/** Titles of a union and of everybody who chairs or chaired it, the latest first. */
export function listHonours(db: Database, unionId: string): Promise<RegisteredHonour[]> {
	const chairs = db.selectFrom('term').select('person_id').where('union_id', '=', unionId);
	return db
		.selectFrom('honour')
		.leftJoin('person', 'person.id', 'honour.person_id')
		.leftJoin('honour_revocation', 'honour_revocation.honour_id', 'honour.id')
		.select(['honour.id', 'title', 'level', 'year', 'document', 'revoked_year'])
		.select(['honour_revocation.reason as revoked_reason'])
		.select(['person_id', 'person.name as person_name'])
		.where((eb) => eb.or([eb('union_id', '=', unionId), eb('person_id', 'in', chairs)]))
		.orderBy('year', 'desc')
		.orderBy('honour.id')
		.execute();
}

/** A title in the register of a union. Refuses `not_found`. */
export async function findRegistered(
	db: Database,
	unionId: string,
	honourId: string
): Promise<{ personId: string | null; level: RegisteredHonour['level'] }> {
	const honour = (await listHonours(db, unionId)).find(({ id }) => id === honourId);
	if (!honour) throw new Refused('not_found');
	return { personId: honour.person_id, level: honour.level };
}

/** Ids of the unions and persons whose list of titles somebody confirmed to be complete: of these. */
export async function listHonourChecks(
	db: Database,
	holderIds: readonly string[]
): Promise<Set<string>> {
	if (holderIds.length === 0) return new Set();
	const rows = await db
		.selectFrom('honour_check')
		.select('holder_id')
		.where('holder_id', 'in', holderIds)
		.execute();
	return new Set(rows.map(({ holder_id }) => holder_id));
}

/** A registered title as eligibility judges it; 十佳 itself is none that anything asks for. */
export function heldTitles(
	honours: readonly Pick<RegisteredHonour, 'title' | 'level' | 'year' | 'revoked_year'>[]
): HeldTitle[] {
	return honours.flatMap(({ title, level, year, revoked_year }) =>
		title === 'top_ten' ? [] : [{ title, rank: level, awarded_year: year, revoked_year }]
	);
}
