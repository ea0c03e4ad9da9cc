import { bytes, createTable, idText, type Database } from './dialect.ts';

/** Tokens by which other systems read figures in an account's name; only their hashes are kept. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'api_token')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('user_id', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('scopes', 'text', (c) => c.notNull())
		.addColumn('hash', bytes(db), (c) => c.notNull())
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addColumn('expires_on', 'text', (c) => c.notNull())
		.addColumn('last_used_on', 'text')
		.addColumn('revoked_at', 'text')
		.addColumn('revoked_by', idText(db), (c) => c.references('user.id'))
		.addUniqueConstraint('api_token_hash', ['hash'])
		.execute();
	await db.schema.createIndex('api_token_user').on('api_token').column('user_id').execute();
}
