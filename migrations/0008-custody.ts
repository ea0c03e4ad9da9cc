import { sql } from 'kysely';
import { bytes, createTable, forbid, freezeColumns, idText, type Database } from './dialect.ts';

/** Custody by trustees: sets of three key sheets, their holders' public keys, and what was rehearsed per survey. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'key_set')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('shared', 'integer', (c) => c.notNull())
		.addColumn('created_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('created_at', 'text', (c) => c.notNull())
		.execute();
	await db.schema.createIndex('key_set_union').on('key_set').columns(['union_id']).execute();

	await createTable(db, 'custodian', { keyed: true })
		.addColumn('key_set_id', idText(db), (c) =>
			c.notNull().references('key_set.id').onDelete('cascade')
		)
		.addColumn('idx', 'integer', (c) => c.notNull())
		.addColumn('role', 'text', (c) => c.notNull())
		.addColumn('name', 'text')
		.addColumn('public_key', bytes(db))
		.addColumn('made_on', 'text')
		.addColumn('invite', bytes(db))
		.addColumn('challenge', bytes(db))
		.addColumn('locked', 'integer', (c) => c.notNull().defaultTo(0))
		.addPrimaryKeyConstraint('custodian_pk', ['key_set_id', 'idx'])
		.execute();
	await db.schema.createIndex('custodian_invite').on('custodian').columns(['invite']).execute();
	await freezeColumns(
		db,
		'custodian',
		['key_set_id', 'idx', 'role', 'name', 'public_key', 'locked'],
		sql`old.locked = 1`,
		'frozen at opening'
	);
	await forbid(db, 'custodian', 'delete', 'holders of a box stay', sql`old.locked = 1`);

	await createTable(db, 'survey_key_set', { keyed: true })
		.addColumn('survey_id', idText(db), (c) =>
			c.primaryKey().references('survey.id').onDelete('cascade')
		)
		.addColumn('key_set_id', idText(db), (c) => c.notNull().references('key_set.id'))
		.addColumn('locked', 'integer', (c) => c.notNull().defaultTo(0))
		.execute();
	await db.schema
		.createIndex('survey_key_set_set')
		.on('survey_key_set')
		.columns(['key_set_id'])
		.execute();
	await forbid(db, 'survey_key_set', 'update', 'frozen at opening', sql`old.locked = 1`);
	await forbid(db, 'survey_key_set', 'delete', 'sheets of a box stay', sql`old.locked = 1`);

	await createTable(db, 'key_share', { keyed: true })
		.addColumn('survey_id', idText(db), (c) =>
			c.notNull().references('survey.id').onDelete('cascade')
		)
		.addColumn('pair', 'text', (c) => c.notNull())
		.addColumn('idx', 'integer', (c) => c.notNull())
		.addColumn('point', bytes(db), (c) => c.notNull())
		.addPrimaryKeyConstraint('key_share_pk', ['survey_id', 'pair', 'idx'])
		.execute();
}
