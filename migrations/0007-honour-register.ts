import { sql } from 'kysely';
import { createTable, idText, type Database } from './dialect.ts';

/** Why a title was revoked, and whose list of titles somebody confirmed to be complete: no entry is not yet no title. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'honour_revocation')
		.addColumn('honour_id', idText(db), (c) => c.primaryKey().references('honour.id'))
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('revoked_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('revoked_at', 'text', (c) => c.notNull())
		.execute();
	await createTable(db, 'honour_check')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.references('union.id').unique())
		.addColumn('person_id', idText(db), (c) => c.references('person.id').unique())
		.addColumn('checked_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('checked_at', 'text', (c) => c.notNull())
		.addCheckConstraint('honour_check_one_holder', sql`(union_id is null) <> (person_id is null)`)
		.execute();
}
