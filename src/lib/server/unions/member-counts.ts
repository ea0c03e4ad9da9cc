import type { Database } from '../database/open';

/** Members of a union in earlier years, ascending, as a spreadsheet brought them. */
export function listMemberCounts(
	db: Database,
	unionId: string
): Promise<{ year: number; members: number }[]> {
	return db
		.selectFrom('member_count')
		.select(['year', 'members'])
		.where('union_id', '=', unionId)
		.orderBy('year')
		.execute();
}
