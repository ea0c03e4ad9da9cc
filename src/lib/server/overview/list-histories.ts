import { can } from '$lib/domain/permission';
import type { Subject } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import type { WaitingUnion } from '../surveys/list-waiting';
import { inScope } from '../unions/scope';
import { overviewScope } from './overview-query';

/** A union's figures of before the platform that wait to be approved. */
export interface WaitingHistory {
	unionId: string;
	unionName: string;
	union: WaitingUnion;
	year: number;
	subject: Subject;
}

/** The figures of earlier years that wait for this account's word, by union and year. */
export async function listWaitingHistories(
	db: Database,
	{ roles }: Pick<Actor, 'roles'>
): Promise<WaitingHistory[]> {
	const rows = await db
		.selectFrom('result')
		.innerJoin('union', 'union.id', 'result.union_id')
		.select(['union.id', 'union.code', 'union.name', 'union.kind', 'union.path'])
		.select(['result.year', 'result.subject'])
		.where('result.status', '=', 'pending')
		.where('result.source', '=', 'history')
		.where(({ ref }) => inScope(ref('union.path'), overviewScope({ roles })))
		.orderBy('union.code')
		.orderBy('result.year', 'desc')
		.orderBy('result.subject', 'desc')
		.execute();
	return rows
		.filter(({ path }) => can(roles, 'survey.supervise', path))
		.map(({ year, subject, ...union }) => ({
			...{ year, subject, union },
			...{ unionId: union.id, unionName: union.name }
		}));
}
