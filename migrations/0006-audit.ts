import { createTable, forbid, idText, type Database } from './dialect.ts';

/** What staff changed (append-only), and the settings of the installation. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'audit')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('at', 'text', (c) => c.notNull())
		.addColumn('user_id', idText(db), (c) => c.references('user.id'))
		.addColumn('action', 'text', (c) => c.notNull())
		.addColumn('noun', 'text', (c) => c.notNull())
		.addColumn('noun_id', 'text', (c) => c.notNull())
		.addColumn('detail', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('audit_noun').on('audit').columns(['noun', 'noun_id']).execute();
	await forbid(db, 'audit', 'update', 'audit is append only');
	await forbid(db, 'audit', 'delete', 'audit is append only');

	await createTable(db, 'setting', { keyed: true })
		.addColumn('key', 'text', (c) => c.primaryKey())
		.addColumn('value', 'text', (c) => c.notNull())
		.execute();
}
