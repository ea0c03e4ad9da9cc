import { createTable, idText, type Database } from './dialect.ts';

/** Why a title was revoked, and whose list of titles somebody confirmed to be complete: no entry is not yet no title. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'honour_revocation')
		.addColumn('honour_id', idText(db), (c) => c.primaryKey().references('honour.id'))
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('revoked_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('revoked_at', 'text', (c) => c.notNull())
		.execute();
	await createTable(db, 'honour_check', { keyed: true })
		.addColumn('holder', 'text', (c) => c.notNull())
		.addColumn('holder_id', idText(db), (c) => c.notNull())
		.addColumn('checked_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('checked_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('honour_check_pk', ['holder', 'holder_id'])
		.execute();
}
