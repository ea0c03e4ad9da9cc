import { sql } from 'kysely';
import {
	createTable,
	forbid,
	forbidDeleteUnless,
	freezeColumns,
	idText,
	type Database
} from './dialect.ts';

const entered = [
	...['id', 'union_id', 'subject', 'year', 'source', 'survey_id', 'person_id', 'mode'],
	...['electorate', 'eligible', 'issued', 'returned_online', 'returned_paper', 'disclosure'],
	...['favourable', 'satisfied', 'basically_satisfied', 'dissatisfied', 'unsure', 'blank'],
	...['invalid', 'rules', 'min_turnout_num', 'min_turnout_den', 'counted_at', 'note']
];

/**
 * Earlier years' figures (历史/纸质): who entered each, why it was refused or withdrawn, and the scanned evidence. What was
 * entered never changes; a decision is made once, and of what was approved only the withdrawal is left.
 */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'history', { keyed: true })
		.addColumn('result_id', idText(db), (c) => c.primaryKey().references('result.id'))
		.addColumn('entered_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('entered_at', 'text', (c) => c.notNull())
		.addColumn('origin', 'text', (c) => c.notNull())
		.addColumn('replaces', idText(db), (c) => c.references('result.id'))
		.addColumn('reason', 'text')
		.addColumn('withdrawn_by', idText(db), (c) => c.references('user.id'))
		.addColumn('withdrawn_at', 'text')
		.execute();
	await forbid(db, 'history', 'delete', 'history stays');
	await freezeColumns(
		db,
		'history',
		['result_id', 'entered_by', 'entered_at', 'origin', 'replaces'],
		sql`1 = 1`,
		'history as entered'
	);
	await freezeResult(db);
	await createFiles(db);
}

async function freezeResult(db: Database): Promise<void> {
	const isHistory = sql`old.source = 'history'`;
	await freezeColumns(db, 'result', entered, isHistory, 'history counts stay');
	const decided = ['decided_by', 'decided_at', 'consent'];
	const over = sql`${isHistory} and old.status <> 'pending'`;
	await freezeColumns(db, 'result', decided, over, 'history decided once');
	await forbid(
		db,
		'result',
		'update',
		'history only withdrawn',
		sql`${isHistory} and old.status <> 'pending' and new.status <> old.status
			and not (old.status = 'valid' and new.status = 'void')`
	);
	await db.schema
		.createIndex('result_history')
		.on('result')
		.columns(['status', 'union_id', 'year'])
		.where(sql.ref('source'), '=', sql.lit('history'))
		.execute();
}

/** The content lies outside the database, in a file of this id; one file may show several figures. */
async function createFiles(db: Database): Promise<void> {
	await createTable(db, 'history_file')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('type', 'text', (c) => c.notNull())
		.addColumn('size', 'integer', (c) => c.notNull())
		.addColumn('sha256', 'text', (c) => c.notNull())
		.addColumn('sent_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('sent_at', 'text', (c) => c.notNull())
		.execute();
	await createTable(db, 'history_evidence', { keyed: true })
		.addColumn('result_id', idText(db), (c) => c.notNull().references('result.id'))
		.addColumn('file_id', idText(db), (c) => c.notNull().references('history_file.id'))
		.addPrimaryKeyConstraint('history_evidence_pk', ['result_id', 'file_id'])
		.execute();
	for (const table of ['history_file', 'history_evidence']) {
		await forbid(db, table, 'update', 'evidence stays');
	}
	await forbidDeleteUnless(
		db,
		'history_evidence',
		'evidence decided upon stays',
		`exists (select 1 from result where id = old.result_id and status = 'pending')`
	);
	await forbidDeleteUnless(
		db,
		'history_file',
		'evidence in use stays',
		`not exists (select 1 from history_evidence where file_id = old.id)`
	);
}
