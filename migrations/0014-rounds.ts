import { sql } from 'kysely';
import { createTable, forbid, freezeColumns, idText, type Database } from './dialect.ts';

/** Rounds of assessment, the unions that apply, what happened to each application, and who reviews it. */
export async function up(db: Database): Promise<void> {
	await createRound(db);
	await createApplication(db);
	await createEvent(db);
	await createTable(db, 'reviewer_assignment', { keyed: true })
		.addColumn('application_id', idText(db), (c) => c.notNull().references('application.id'))
		.addColumn('user_id', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('assigned_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('assigned_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('reviewer_assignment_pk', ['application_id', 'user_id'])
		.execute();
	await db.schema
		.createIndex('reviewer_assignment_user')
		.on('reviewer_assignment')
		.column('user_id')
		.execute();
}

/** Days in China, both ends included. */
async function createRound(db: Database): Promise<void> {
	await createTable(db, 'round')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('self_from', 'text', (c) => c.notNull())
		.addColumn('self_to', 'text', (c) => c.notNull())
		.addColumn('review_from', 'text', (c) => c.notNull())
		.addColumn('review_to', 'text', (c) => c.notNull())
		.addColumn('final_from', 'text')
		.addColumn('final_to', 'text')
		.addColumn('created_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addUniqueConstraint('round_one', ['union_id', 'year', 'level'])
		.addCheckConstraint('round_self_days', sql`self_from <= self_to`)
		.addCheckConstraint('round_review_days', sql`review_from <= review_to`)
		.addCheckConstraint(
			'round_final_days',
			sql`(final_from is null) = (final_to is null) and (final_from is null or final_from <= final_to)`
		)
		.execute();
	await freezeColumns(db, 'round', ['union_id', 'year', 'level'], sql`1 = 1`, 'rounds keep scope');
}

/** A union takes part in one round of a year and rubric, whoever opened it. Totals in half points, set with the state. */
async function createApplication(db: Database): Promise<void> {
	await createTable(db, 'application')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('round_id', idText(db), (c) => c.notNull().references('round.id'))
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('rubric', 'text', (c) => c.notNull())
		.addColumn('state', 'text', (c) => c.notNull())
		.addColumn('steps', 'integer', (c) => c.notNull())
		.addColumn('self_until', 'text')
		.addColumn('reopened', 'integer', (c) => c.notNull())
		.addColumn('self_score', 'integer')
		.addColumn('self_points', 'integer')
		.addColumn('review_score', 'integer')
		.addColumn('review_points', 'integer')
		.addUniqueConstraint('application_one', ['union_id', 'year', 'rubric'])
		.execute();
	await db.schema
		.createIndex('application_round')
		.on('application')
		.columns(['round_id', 'state'])
		.execute();
	await freezeColumns(
		db,
		'application',
		['round_id', 'union_id', 'year', 'rubric'],
		sql`1 = 1`,
		'applications keep round'
	);
	await forbid(db, 'application', 'delete', 'applications stay');
}

async function createEvent(db: Database): Promise<void> {
	await createTable(db, 'application_event', { keyed: true })
		.addColumn('application_id', idText(db), (c) => c.notNull().references('application.id'))
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('act', 'text', (c) => c.notNull())
		.addColumn('from_state', 'text')
		.addColumn('to_state', 'text', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('user_id', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('application_event_pk', ['application_id', 'seq'])
		.execute();
	await forbid(db, 'application_event', 'update', 'events stay');
	await forbid(db, 'application_event', 'delete', 'events stay');
}
