import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { createUnion } from './create-union';

/** The id of the topmost union; an empty installation gets one to be renamed by the administrator. */
export async function ensureRootUnion(db: Database, clock: Clock): Promise<string> {
	const root = await db
		.selectFrom('union')
		.select('id')
		.where('parent_id', 'is', null)
		.orderBy('created_at')
		.executeTakeFirst();
	if (root) return root.id;
	return createUnion(db, clock, {
		code: 'ROOT',
		name: '本级总工会(请改名)',
		level: 'county',
		kind: 'county_federation',
		independent: false,
		industry: '工会',
		memberCount: 0,
		parentId: null
	});
}
