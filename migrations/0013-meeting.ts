import { sql } from 'kysely';
import { bytes, createTable, forbid, idText, type Database } from './dialect.ts';

/**
 * Meetings (现场码): how many attend, and whether tickets are being given, as of now; and every sign-off of the attendance.
 * A ticket itself is a row of `code`, and how many were given is `survey.issued`: no time, no device.
 */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'meeting', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.primaryKey().references('survey.id'))
		.addColumn('attending', 'integer', (c) => c.notNull().check(sql`attending >= 1`))
		.addColumn('giving', 'integer', (c) => c.notNull())
		.execute();
	await forbid(
		db,
		'meeting',
		'update',
		'attendance never falls',
		sql`new.attending < old.attending or new.survey_id <> old.survey_id`
	);
	await forbid(db, 'meeting', 'delete', 'meetings stay');
	await createTable(db, 'attendance', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('attending', 'integer', (c) => c.notNull())
		.addColumn('witness_a', 'text', (c) => c.notNull())
		.addColumn('witness_b', 'text', (c) => c.notNull())
		// What the log commits to the names with, so that nobody can guess them from it.
		.addColumn('salt', bytes(db), (c) => c.notNull())
		.addColumn('signed_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('day', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('attendance_pk', ['survey_id', 'seq'])
		.addCheckConstraint('attendance_two_witnesses', sql`witness_a <> witness_b`)
		.execute();
	await forbid(db, 'attendance', 'update', 'signed attendance stays');
	await forbid(db, 'attendance', 'delete', 'signed attendance stays');
	await forbid(
		db,
		'survey',
		'update',
		'no more tickets than eligible',
		sql`new.mode = 'meeting' and new.issued > new.eligible`
	);
}
