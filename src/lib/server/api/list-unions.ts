import { z } from 'zod';
import type { Scope } from '$lib/domain/permission';
import { levels } from '$lib/domain/words';
import type { Database } from '../database/open';
import { cursorOf, encodeCursor } from './cursor';
import { selectUnions, unionColumns } from './find-unions';
import { listParameters, pageOfSchema, unionSchema } from './schemas/parts';

export const unionQuery = z.strictObject({
	...listParameters,
	level: z.enum(levels, '请写接口说明里的层级代码。').optional().meta({ description: '层级' }),
	cursor: cursorOf(z.tuple([z.string()]))
});

const row = unionSchema.extend({
	parent: z.string().nullable().meta({ description: '上级工会的 id' }),
	closed: z.boolean().meta({ description: '已撤销' })
});
export const unionPageSchema = pageOfSchema(row.meta({ id: 'ListedUnion' }), 'UnionPage');

/** Unions in reach by code. */
export async function listApiUnions(
	db: Database,
	reach: Scope | null,
	{ cursor, limit, ...filter }: z.infer<typeof unionQuery>
): Promise<z.infer<typeof unionPageSchema>> {
	let query = selectUnions(db, reach, filter)
		.select([...unionColumns, 'union.parent_id', 'union.closed_at'])
		.orderBy('union.code')
		.limit(limit + 1);
	if (cursor) query = query.where('union.code', '>', cursor[0]);
	const found = await query.execute();
	const rows = found.slice(0, limit);
	const last = found.length > limit ? rows.at(-1) : undefined;
	return {
		data: rows.map(({ parent_id, closed_at, ...union }) => ({
			...{ ...union, parent: parent_id, closed: closed_at !== null }
		})),
		next: last ? encodeCursor([last.code]) : null
	};
}
