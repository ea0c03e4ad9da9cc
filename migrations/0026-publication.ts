import { sql } from 'kysely';
import {
	createTable,
	forbid,
	freezeColumns,
	idText,
	permitUpdates,
	type Database
} from './dialect.ts';

/** Publications (公示) of results with their withdrawal, and comments from which words can be taken out for good. */
export async function up(db: Database): Promise<void> {
	await createPublication(db);
	await letCommentsBeRedacted(db);
}

async function createPublication(db: Database): Promise<void> {
	await createTable(db, 'publication', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('from_day', 'text', (c) => c.notNull())
		.addColumn('to_day', 'text', (c) => c.notNull())
		.addColumn('contact', 'text', (c) => c.notNull())
		.addColumn('with_history', 'integer', (c) => c.notNull())
		.addColumn('published_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('published_at', 'text', (c) => c.notNull())
		.addColumn('withdrawn_by', idText(db), (c) => c.references('user.id'))
		.addColumn('withdrawn_at', 'text')
		.addColumn('withdrawn_reason', 'text')
		.addColumn('withdrawn_from', 'text')
		.addPrimaryKeyConstraint('publication_pk', ['survey_id', 'seq'])
		.execute();
	await db.schema
		.createIndex('publication_one_standing')
		.on('publication')
		.column('survey_id')
		.unique()
		.where(sql.ref('withdrawn_at'), 'is', null)
		.execute();
	const stated = ['survey_id', 'seq', 'from_day', 'to_day', 'contact', 'with_history'];
	await freezeColumns(
		db,
		'publication',
		[...stated, 'published_by', 'published_at'],
		sql`1 = 1`,
		'what was published stands'
	);
	await freezeColumns(
		db,
		'publication',
		['withdrawn_by', 'withdrawn_at', 'withdrawn_reason', 'withdrawn_from'],
		sql`old.withdrawn_at is not null`,
		'withdrawn once'
	);
	await forbid(db, 'publication', 'delete', 'publications stay');
}

/**
 * `seal` is what the log commits to: SHA-256 of `salt` and body. A redaction changes the body and destroys the salt, so
 * that the seal still proves that nothing else changed, and tells nothing of the words that are gone. Comments that were
 * counted before have no seal and cannot be redacted: their log commits to the very words.
 */
async function letCommentsBeRedacted(db: Database): Promise<void> {
	await permitUpdates(db, 'result_text', 'results are sealed');
	await db.schema.alterTable('result_text').addColumn('salt', 'text').execute();
	await db.schema.alterTable('result_text').addColumn('seal', 'text').execute();
	await db.schema
		.alterTable('result_text')
		.addColumn('redacted', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await freezeColumns(
		db,
		'result_text',
		['result_id', 'id', 'question_id', 'seal'],
		sql`1 = 1`,
		'results are sealed'
	);
	await freezeColumns(
		db,
		'result_text',
		['body', 'salt', 'redacted'],
		sql`old.seal is null or new.redacted = 0 or new.salt is not null`,
		'words go by redaction only'
	);
	await createTable(db, 'redaction', { keyed: true })
		.addColumn('result_id', idText(db), (c) => c.notNull().references('result.id'))
		.addColumn('text_id', idText(db), (c) => c.notNull())
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('redacted_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('redacted_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('redaction_pk', ['result_id', 'text_id', 'seq'])
		.execute();
	await forbid(db, 'redaction', 'update', 'redactions stand');
	await forbid(db, 'redaction', 'delete', 'redactions stay');
}
