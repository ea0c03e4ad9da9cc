import { createTable, idText, type Database } from './dialect.ts';

/** 复查: inspections of titles already held, one a year. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'honour_inspection', { keyed: true })
		.addColumn('honour_id', idText(db), (c) => c.notNull().references('honour.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('outcome', 'text', (c) => c.notNull())
		.addColumn('note', 'text', (c) => c.notNull())
		.addColumn('recorded_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('recorded_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('honour_inspection_pk', ['honour_id', 'year'])
		.execute();
}
