import { migrations } from '#migrations';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { expect, test } from 'vitest';
import { migrate } from '$lib/server/database/migrate';
import type { Database } from '$lib/server/database/open';
import { describeEachEngine } from '../support/engines';
import { insertRows, rowsByMigration } from '../support/rows';

const names = Object.keys(migrations);

/** What a migration adds to rows that were there before it, by table. */
const added: Record<string, Record<string, Record<string, unknown>>> = {
	'0011-paper': { survey: { paper: 0 }, result: { flags: null } },
	'0020-smallest-group': { survey: { smallest_group: null } },
	'0022-getting-in': {
		user: { password_set_at: null, disabled_at: null, disabled_by: null },
		session: { started_at: null, seen_at: null, pending: 0, acting: null }
	},
	'0021-decided': { application: { measured: null }, union: { founded_on: null } },
	'0026-publication': { result_text: { salt: null, seal: null, redacted: 0 } },
	'0029-tree': { union: { closed_reason: null, merged_into: null } },
	'0030-result-salt': { result: { salt: null } }
};

function upTo(count: number): Record<string, Migration> {
	return Object.fromEntries(Object.entries(migrations).slice(0, count));
}

async function tablesOf(db: Database): Promise<string[]> {
	return (await db.introspection.getTables()).map(({ name }) => name);
}

async function contentsOf(db: Database, tables: string[]): Promise<object[][]> {
	return Promise.all(
		tables.map(
			async (table) => (await sql<object>`select * from ${sql.table(table)}`.execute(db)).rows
		)
	);
}

test('are named by their number, without a gap, and have rows to be tested with', () => {
	expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
	expect(Object.keys(rowsByMigration)).toEqual(names);
});

describeEachEngine('migrations', (engine) => {
	// A migration that changes what rows look like says so here, beside the rows it changes.
	test.each(names.slice(1).map((name, index) => [name, index + 1] as const))(
		'%s leaves the rows of its predecessors as they were',
		async (name, before) => {
			const db = await engine.createDatabase('empty');
			await migrate(db, upTo(before));
			await insertRows(db, names.slice(0, before));
			const tables = (await tablesOf(db)).filter((table) => !table.startsWith('kysely_'));
			const contents = await contentsOf(db, tables);
			expect(contents.flat().length).toBeGreaterThan(0);
			expect(await migrate(db, upTo(before + 1))).toEqual([name]);
			expect(await contentsOf(db, tables)).toEqual(
				tables.map((table, index) =>
					(contents[index] ?? []).map((row) => ({ ...row, ...added[name]?.[table] }))
				)
			);
		}
	);

	test('are applied once', async () => {
		const db = await engine.createDatabase('empty');
		expect(await migrate(db)).toEqual(names);
		await insertRows(db, names);
		expect(await migrate(db)).toEqual([]);
	});

	test('a failed one leaves nothing behind, and can be tried again', async () => {
		const db = await engine.createDatabase('migrated');
		const before = await tablesOf(db);
		await expect(migrate(db, { ...migrations, '9999-broken': broken })).rejects.toThrow('half way');
		expect(await tablesOf(db)).toEqual(before);
		expect(await migrate(db, { ...migrations, '9999-broken': mended })).toEqual(['9999-broken']);
		expect(await tablesOf(db)).toContain('half');
	});

	test('foreign keys hold while they run', async () => {
		const db = await engine.createDatabase('empty');
		const dangling = { up: insertDanglingRow };
		await expect(migrate(db, { ...migrations, '9999-dangling': dangling })).rejects.toThrow(
			/foreign key/i
		);
		expect(await tablesOf(db)).not.toContain('survey');
	});
});

const mended: Migration = {
	async up(db) {
		await db.schema.createTable('half').addColumn('id', 'text').execute();
	}
};

const broken: Migration = {
	async up(db) {
		await mended.up(db);
		throw new Error('half way');
	}
};

async function insertDanglingRow(db: Parameters<Migration['up']>[0]): Promise<void> {
	await sql`insert into term (id, union_id, person_id, started_on) values ('t', 'no', 'no', '2026-01-01')`.execute(
		db
	);
}
