import { sql } from 'kysely';
import { bytes, createTable, forbid, freezeColumns, idText, type Database } from './dialect.ts';

const frozen = ['survey_id', 'kinds', 'draw_id', 'summary', 'hash'];

/** Whose chairs a superior appraisal asks: the plan of a draft, and the list that opening froze. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'chair_electorate', { keyed: true })
		.addColumn('survey_id', idText(db), (c) =>
			c.primaryKey().references('survey.id').onDelete('cascade')
		)
		.addColumn('kinds', 'text')
		.addColumn('draw_id', idText(db))
		.addColumn('summary', 'text')
		.addColumn('hash', bytes(db))
		.execute();
	const opened = sql`old.hash is not null`;
	await freezeColumns(db, 'chair_electorate', frozen, opened, 'electorate frozen at opening');
	await forbid(db, 'chair_electorate', 'delete', 'frozen electorates stay', opened);

	await createTable(db, 'elector', { keyed: true })
		.addColumn('survey_id', idText(db), (c) => c.notNull().references('survey.id'))
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('code', idText(db), (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('drawn', 'integer', (c) => c.notNull())
		.addColumn('vacant', 'integer', (c) => c.notNull())
		.addPrimaryKeyConstraint('elector_pk', ['survey_id', 'union_id'])
		.execute();
	await forbid(db, 'elector', 'update', 'the list of electors is frozen');
	await forbid(db, 'elector', 'delete', 'the list of electors stays');
}
