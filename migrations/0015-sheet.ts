import { createTable, forbid, idText, type Database } from './dialect.ts';

/**
 * What a score sheet holds beside its scores: remarks, the numbers of rates, 不适用, vetoes and files; and every change of
 * any of it, with who, when, the old value and why.
 */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'sheet_entry', { keyed: true })
		.addColumn('assessment_id', idText(db), (c) => c.notNull().references('assessment.id'))
		.addColumn('criterion_id', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('field', 'text', (c) => c.notNull())
		.addColumn('value', 'text', (c) => c.notNull())
		.addColumn('note', 'text', (c) => c.notNull())
		.addColumn('entered_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('entered_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('sheet_entry_pk', ['assessment_id', 'criterion_id', 'kind', 'field'])
		.execute();
	await createChange(db);
	await createFile(db);
}

/** `seq` counts the changes of one sheet, from 1. */
async function createChange(db: Database): Promise<void> {
	await createTable(db, 'score_change', { keyed: true })
		.addColumn('assessment_id', idText(db), (c) => c.notNull().references('assessment.id'))
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('criterion_id', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('field', 'text', (c) => c.notNull())
		.addColumn('old_value', 'text', (c) => c.notNull())
		.addColumn('old_note', 'text', (c) => c.notNull())
		.addColumn('new_value', 'text', (c) => c.notNull())
		.addColumn('new_note', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('changed_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('changed_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('score_change_pk', ['assessment_id', 'seq'])
		.execute();
	await forbid(db, 'score_change', 'update', 'changes stay');
	await forbid(db, 'score_change', 'delete', 'changes stay');
}

/** The content lies outside the database, in a file of this id. A file that was taken away keeps its row. */
async function createFile(db: Database): Promise<void> {
	await createTable(db, 'evidence_file')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('assessment_id', idText(db), (c) => c.notNull().references('assessment.id'))
		.addColumn('criterion_id', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('type', 'text', (c) => c.notNull())
		.addColumn('size', 'integer', (c) => c.notNull())
		.addColumn('sha256', 'text', (c) => c.notNull())
		.addColumn('sent_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('sent_at', 'text', (c) => c.notNull())
		.addColumn('removed_by', idText(db), (c) => c.references('user.id'))
		.addColumn('removed_at', 'text')
		.execute();
	await db.schema
		.createIndex('evidence_file_criterion')
		.on('evidence_file')
		.columns(['assessment_id', 'criterion_id'])
		.execute();
	await forbid(db, 'evidence_file', 'delete', 'files leave a trace');
}
