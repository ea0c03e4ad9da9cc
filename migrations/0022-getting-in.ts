import { bytes, createTable, idText, type Database } from './dialect.ts';

/** How staff get in: locks, sessions that end, former passwords, a second factor, invitations. */
export async function up(db: Database): Promise<void> {
	await db.schema.alterTable('user').addColumn('password_set_at', 'text').execute();
	await db.schema.alterTable('user').addColumn('disabled_at', 'text').execute();
	await db.schema
		.alterTable('user')
		.addColumn('disabled_by', idText(db), (c) => c.references('user.id'))
		.execute();

	await db.schema.alterTable('session').addColumn('started_at', 'text').execute();
	await db.schema.alterTable('session').addColumn('seen_at', 'text').execute();
	await db.schema
		.alterTable('session')
		.addColumn('pending', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await db.schema.alterTable('session').addColumn('acting', 'text').execute();

	await createTable(db, 'login_lock', { keyed: true })
		.addColumn('key', idText(db), (c) => c.primaryKey())
		.addColumn('name_hash', idText(db), (c) => c.notNull())
		.addColumn('failures', 'integer', (c) => c.notNull())
		.addColumn('since', idText(db), (c) => c.notNull())
		.addColumn('locked_until', idText(db))
		.execute();
	await db.schema.createIndex('login_lock_name').on('login_lock').column('name_hash').execute();

	await createTable(db, 'password_history')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('user_id', idText(db), (c) => c.notNull().references('user.id').onDelete('cascade'))
		.addColumn('hash', 'text', (c) => c.notNull())
		.addColumn('set_at', idText(db), (c) => c.notNull())
		.execute();
	await db.schema
		.createIndex('password_history_user')
		.on('password_history')
		.columns(['user_id', 'set_at'])
		.execute();

	await createTable(db, 'second_factor', { keyed: true })
		.addColumn('user_id', idText(db), (c) => c.primaryKey().references('user.id'))
		.addColumn('secret', bytes(db), (c) => c.notNull())
		.addColumn('confirmed_at', 'text')
		.addColumn('last_step', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await createTable(db, 'recovery_code', { keyed: true })
		.addColumn('user_id', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('hash', bytes(db), (c) => c.notNull())
		.addColumn('used_at', 'text')
		.addPrimaryKeyConstraint('recovery_code_pk', ['user_id', 'hash'])
		.execute();

	await createTable(db, 'invitation')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('hash', bytes(db), (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('roles', 'text', (c) => c.notNull())
		.addColumn('created_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('created_at', idText(db), (c) => c.notNull())
		.addColumn('expires_at', idText(db), (c) => c.notNull())
		.addColumn('used_at', 'text')
		.addColumn('used_by', idText(db), (c) => c.references('user.id'))
		.addColumn('revoked_at', 'text')
		.addColumn('revoked_by', idText(db), (c) => c.references('user.id'))
		.addUniqueConstraint('invitation_hash', ['hash'])
		.execute();
	await db.schema
		.createIndex('invitation_created')
		.on('invitation')
		.columns(['created_at'])
		.execute();
}
