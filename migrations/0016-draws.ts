import { sql } from 'kysely';
import { createTable, forbid, freezeColumns, idText, type Database } from './dialect.ts';

/** What is fixed before the seed is typed in. */
const prepared = [
	...['id', 'union_id', 'year', 'purpose', 'seq', 'reason', 'method', 'strata', 'frame'],
	...['frame_hash', 'nonce', 'nonce_hash', 'algorithm', 'rule', 'prepared_by', 'prepared_at']
];
const outcome = [
	...['state', 'seed', 'seed_source', 'seed_note', 'witnesses', 'result', 'ended_reason'],
	...['ended_by', 'ended_at']
];

/** Random draws: prepared, then drawn or abandoned; all of them stay. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'draw')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('purpose', 'text', (c) => c.notNull())
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('method', 'text', (c) => c.notNull())
		.addColumn('strata', 'text', (c) => c.notNull())
		.addColumn('frame', 'text', (c) => c.notNull())
		.addColumn('frame_hash', 'text', (c) => c.notNull())
		.addColumn('nonce', 'text', (c) => c.notNull())
		.addColumn('nonce_hash', 'text', (c) => c.notNull())
		.addColumn('algorithm', 'text', (c) => c.notNull())
		.addColumn('rule', 'text', (c) => c.notNull())
		.addColumn('prepared_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('prepared_at', 'text', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('seed', 'text')
		.addColumn('seed_source', 'text')
		.addColumn('seed_note', 'text')
		.addColumn('witnesses', 'text')
		.addColumn('result', 'text')
		.addColumn('ended_reason', 'text')
		.addColumn('ended_by', idText(db), (c) => c.references('user.id'))
		.addColumn('ended_at', 'text')
		.addUniqueConstraint('draw_one', ['union_id', 'year', 'purpose', 'seq'])
		.addCheckConstraint('draw_states', sql`state in ('prepared', 'drawn', 'abandoned')`)
		.addCheckConstraint(
			'draw_whole',
			sql`(state = 'drawn') = (seed is not null) and (state = 'drawn') = (result is not null)
				and (state = 'prepared') = (ended_at is null)`
		)
		.execute();
	await freezeColumns(db, 'draw', prepared, sql`1 = 1`, 'frames are fixed');
	await freezeColumns(db, 'draw', outcome, sql`old.state <> 'prepared'`, 'draws stay as drawn');
	await forbid(db, 'draw', 'delete', 'draws stay');
}
