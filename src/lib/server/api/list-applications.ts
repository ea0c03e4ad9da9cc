import { sql } from 'kysely';
import { z } from 'zod';
import { applicationStates, type ApplicationState } from '$lib/domain/application-life';
import { readableScope, scopeOf } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import { inScope } from '../unions/scope';
import { cursorOf, encodeCursor } from './cursor';
import { selectUnions, unionColumns } from './find-unions';
import type { applicationPageSchema } from './schemas/assessment';
import { listParameters, yearSchema } from './schemas/parts';

export const applicationQuery = z.strictObject({
	...listParameters,
	year: yearSchema.optional().meta({ description: '只要这一年' }),
	state: z
		.enum(applicationStates, '请写接口说明里的状态代码。')
		.optional()
		.meta({ description: '状态' }),
	cursor: cursorOf(z.tuple([z.string(), z.int(), z.string()]))
});

/** Applications whose sheets the account may read, by union code and year: a reviewer's are those assigned. */
export async function listApiApplications(
	db: Database,
	{ userId, roles }: Pick<Actor, 'userId' | 'roles'>,
	{ cursor, limit, year, state, ...unions }: z.infer<typeof applicationQuery>
): Promise<z.infer<typeof applicationPageSchema>> {
	const reads = scopeOf(roles, 'assessment.read');
	let query = selectUnions(db, readableScope(roles), unions)
		.innerJoin('application', 'application.union_id', 'union.id')
		.select([...unionColumns, 'application.id as applicationId'])
		.select(['application.year', 'rubric', 'round_id', 'state', 'self_score', 'self_points'])
		.select(['review_score', 'review_points'])
		.where('application.state', '<>', 'withdrawn')
		.$narrowType<{ state: ApplicationState }>()
		.where(({ ref, or, exists, selectFrom }) =>
			or([
				inScope(ref('union.path'), reads),
				exists(
					selectFrom('reviewer_assignment')
						.select('user_id')
						.whereRef('application_id', '=', 'application.id')
						.where('user_id', '=', userId)
				)
			])
		)
		.orderBy('union.code')
		.orderBy('application.year')
		.orderBy('application.id')
		.limit(limit + 1);
	if (year !== undefined) query = query.where('application.year', '=', year);
	if (state !== undefined) query = query.where('state', '=', state);
	if (cursor) {
		const after = sql.join(cursor.map((key) => sql.val(key)));
		query = query.where(
			sql<boolean>`("union".code, application.year, application.id) > (${after})`
		);
	}
	const found = await query.execute();
	const rows = found.slice(0, limit);
	const last = found.length > limit ? rows.at(-1) : undefined;
	return {
		data: rows.map(({ id, code, name, level, kind, ...row }) => ({
			union: { id, code, name, level, kind },
			...{ year: row.year, rubric: row.rubric, round: row.round_id, state: row.state },
			self: totalOf(row.self_score, row.self_points),
			review: totalOf(row.review_score, row.review_points)
		})),
		next: last ? encodeCursor([last.code, last.year, last.applicationId]) : null
	};
}

/** From half points. */
function totalOf(score: number | null, points: number | null) {
	return score === null || points === null ? null : { score: score / 2, points: points / 2 };
}
