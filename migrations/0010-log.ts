import { bytes, createTable, forbid, idText, type Database } from './dialect.ts';

/**
 * The head of a survey's hash tree (roots of its complete subtrees, 32 bytes each), as it is now and as it was when the
 * ballots were last a multiple of ten; and the signed checkpoints.
 */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'log_head', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.primaryKey().references('survey.id'))
		.addColumn('frontier', bytes(db), (c) => c.notNull())
		.addColumn('mark_size', 'integer', (c) => c.notNull())
		.addColumn('mark_frontier', bytes(db), (c) => c.notNull())
		.execute();
	await createTable(db, 'checkpoint', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('size', 'integer', (c) => c.notNull())
		.addColumn('note', 'text', (c) => c.notNull())
		.addColumn('day', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('checkpoint_pk', ['survey_id', 'size'])
		.execute();
	await forbid(db, 'checkpoint', 'update', 'checkpoints stand');
	await forbid(db, 'checkpoint', 'delete', 'checkpoints stay');
}
