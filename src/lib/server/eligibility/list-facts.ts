import type { RegisteredHonour } from '$lib/domain/honour';
import type { Database } from '../database/open';
import { listHonourChecks } from '../honours/list-honours';
import { listYearRecordsOf } from '../results/year-record';
import { currentChairs, type ChairTerm } from '../unions/terms';
import type { UnionFacts } from './judge-union';

/** The facts about one of several unions, and its chair. */
export interface ListedFacts extends UnionFacts {
	chairTerm: ChairTerm | null;
}

/** What verdicts are given on, of several unions in the order asked for; six queries however many they are. */
export async function listFacts(db: Database, unionIds: readonly string[]): Promise<ListedFacts[]> {
	if (unionIds.length === 0) return [];
	const records = await listYearRecordsOf(db, unionIds);
	const chairs = await currentChairs(db, unionIds);
	const persons = [...chairs.values()].map(({ person_id }) => person_id);
	const honours = await listHonoursOf(db, unionIds, persons);
	const checked = await listHonourChecks(db, [...unionIds, ...persons]);
	return unionIds.map((unionId) => {
		const chairTerm = chairs.get(unionId) ?? null;
		const chair = chairTerm?.person_id ?? null;
		const held = [...(honours.get(unionId) ?? []), ...(honours.get(chair ?? '') ?? [])];
		return {
			...{ unionId, chair, chairTerm, checked },
			...{ records: records.get(unionId) ?? [], honours: held }
		};
	});
}

/** Titles by the id of their holder, union or person. */
async function listHonoursOf(
	db: Database,
	unionIds: readonly string[],
	personIds: readonly string[]
): Promise<Map<string, RegisteredHonour[]>> {
	const rows = await db
		.selectFrom('honour')
		.select(['id', 'title', 'level', 'year', 'document', 'revoked_year', 'union_id', 'person_id'])
		.where(({ eb, or }) =>
			or([
				eb('union_id', 'in', unionIds),
				...(personIds.length > 0 ? [eb('person_id', 'in', personIds)] : [])
			])
		)
		.execute();
	const titles = rows.map(({ union_id, ...row }) => ({
		holder: row.person_id ?? union_id ?? '',
		honour: { ...row, revoked_reason: null, person_name: null }
	}));
	const grouped = Map.groupBy(titles, ({ holder }) => holder);
	return new Map([...grouped].map(([id, list]) => [id, list.map(({ honour }) => honour)]));
}
