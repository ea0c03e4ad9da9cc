import { createTable, idText, type Database } from './dialect.ts';

/** Office accounts and sessions (kept by better-auth, in snake case) and the roles they hold in unions. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'user')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('email', 'text', (c) => c.notNull().unique())
		.addColumn('email_verified', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('image', 'text')
		.addColumn('username', 'text', (c) => c.unique())
		.addColumn('disabled', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('must_change_password', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addColumn('updated_at', 'text', (c) => c.notNull())
		.execute();
	await createTable(db, 'session')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('token', 'text', (c) => c.notNull().unique())
		.addColumn('user_id', idText(db), (c) => c.notNull().references('user.id').onDelete('cascade'))
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.addColumn('ip_address', 'text')
		.addColumn('user_agent', 'text')
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addColumn('updated_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('session_user').on('session').column('user_id').execute();
	await createTable(db, 'account')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('account_id', 'text', (c) => c.notNull())
		.addColumn('provider_id', 'text', (c) => c.notNull())
		.addColumn('user_id', idText(db), (c) => c.notNull().references('user.id').onDelete('cascade'))
		.addColumn('access_token', 'text')
		.addColumn('refresh_token', 'text')
		.addColumn('id_token', 'text')
		.addColumn('access_token_expires_at', 'text')
		.addColumn('refresh_token_expires_at', 'text')
		.addColumn('scope', 'text')
		.addColumn('password', 'text')
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addColumn('updated_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('account_user').on('account').column('user_id').execute();
	await createTable(db, 'verification')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('identifier', 'text', (c) => c.notNull())
		.addColumn('value', 'text', (c) => c.notNull())
		.addColumn('expires_at', 'text', (c) => c.notNull())
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addColumn('updated_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema
		.createIndex('verification_identifier')
		.on('verification')
		.column('identifier')
		.execute();
}
