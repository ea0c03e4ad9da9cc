import type { ScopeChange } from '$lib/domain/measurement';
import type { Database } from '../database/open';
import { fromJson, type Instant } from '../database/values';
import type { Scope } from './measure-coverage';

/** What decides whether a union counts in a coverage, as the audit names it. */
const fields = ['independent', 'foundedOn', 'level'] as const;

interface EditDetail {
	before?: Record<string, unknown>;
	after?: Record<string, unknown>;
}

/**
 * Who, since the year began, changed of a union below whether it counts in the coverage: the latest first, and whether it
 * was an account of the very union that is rated by it.
 */
export async function listScopeChanges(
	db: Database,
	{ union, year }: Scope
): Promise<ScopeChange[]> {
	const rows = await db
		.selectFrom('audit')
		.innerJoin('union', 'union.id', 'audit.noun_id')
		.leftJoin('user', 'user.id', 'audit.user_id')
		.leftJoin('role', (join) =>
			join.onRef('role.user_id', '=', 'audit.user_id').on('role.union_id', '=', union.id)
		)
		.select(['audit.id', 'union.id as unionId', 'union.name', 'user.name as by', 'audit.at'])
		.select(['audit.detail', 'role.user_id as own'])
		.where('audit.noun', '=', 'union')
		.where('audit.action', '=', 'edit')
		.where('audit.at', '>=', `${year - 1}-12-31T16:00:00.000Z` as Instant)
		.where('union.path', '>', union.path)
		.where('union.path', '<', `${union.path}~`)
		.orderBy('audit.at', 'desc')
		.orderBy('audit.id')
		.execute();
	// An account may hold several roles in one union.
	const once = new Map(rows.map((row) => [row.id, row]));
	return [...once.values()].flatMap(({ unionId, name, by, at, detail, own }) => {
		const { before = {}, after = {} } = fromJson(detail) as EditDetail;
		const changed = fields.filter((field) => field in after);
		if (changed.length === 0) return [];
		const what = changed.map((field) => ({
			...{ field, from: textOf(before[field]), to: textOf(after[field]) }
		}));
		return [{ unionId, name, by: by ?? '', at, own: own !== null, what }];
	});
}

function textOf(value: unknown): string {
	if (value === true) return '是';
	if (value === false) return '否';
	return typeof value === 'string' ? value : '';
}
