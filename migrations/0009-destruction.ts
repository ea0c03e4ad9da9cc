import { sql } from 'kysely';
import {
	createTable,
	forbid,
	forbidDeleteUnless,
	freezeColumns,
	idText,
	type Database
} from './dialect.ts';

const begun = `exists (select 1 from destruction d where d.survey_id = old.survey_id)`;
/** A draft that is thrown away takes its printed codes along. */
const neverOpened = `not exists (select 1 from survey s where s.id = old.survey_id and s.state <> 'draft')`;

/**
 * The end of ballots, codes and keys. A row of `destruction` is the point of no return: only from then on may the box's
 * rows be deleted. Also: what was noticed about a survey while it was open, kept without any time.
 */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'destruction', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.primaryKey().references('survey.id'))
		.addColumn('begun_at', 'text', (c) => c.notNull())
		.addColumn('erased_at', 'text')
		.addColumn('completed_at', 'text')
		.execute();
	await forbid(db, 'destruction', 'delete', 'destruction is final');
	await freezeColumns(db, 'destruction', ['survey_id', 'begun_at'], sql`1 = 1`, 'has begun');
	await freezeColumns(
		db,
		'destruction',
		['erased_at', 'completed_at'],
		sql`old.completed_at is not null`,
		'is complete'
	);

	await createTable(db, 'dispute_extension', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('until', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('extended_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('extended_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('dispute_extension_pk', ['survey_id', 'seq'])
		.execute();
	await forbid(db, 'dispute_extension', 'update', 'extensions stay');
	await forbid(db, 'dispute_extension', 'delete', 'extensions stay');

	await createTable(db, 'anomaly', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('kind', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('anomaly_pk', ['survey_id', 'kind'])
		.execute();

	const message = 'the box is emptied by destruction alone';
	await forbidDeleteUnless(db, 'ballot', message, begun);
	for (const table of ['code', 'spent']) {
		await forbidDeleteUnless(db, table, message, `${begun} or ${neverOpened}`);
		await forbid(db, table, 'update', 'codes are written once');
	}
	await forbid(
		db,
		'survey',
		'update',
		'the end is final',
		sql`old.state in ('destroyed', 'void') and new.state <> old.state`
	);
}
