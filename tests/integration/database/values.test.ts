import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '$lib/server/database/open';
import { fromJson, toFlag, toInstant, toJson } from '$lib/server/database/values';
import { describeEachEngine } from '../support/engines';
import { makeUnion } from '../support/factories';
import { insertRows, rowsByMigration } from '../support/rows';

describeEachEngine('values', (engine) => {
	async function databaseWithRows(): Promise<Database> {
		const db = await engine.createDatabase();
		await insertRows(db, Object.keys(rowsByMigration));
		return db;
	}

	test('counts and sums are numbers', async () => {
		const app = await engine.createApp();
		await makeUnion(app, { memberCount: 7 });
		const row = await app.db
			.selectFrom('union')
			.select(({ fn }) => [
				fn.countAll().as('count'),
				fn.sum('member_count').as('sum'),
				fn.max('member_count').as('max')
			])
			.executeTakeFirstOrThrow();
		expect(row).toEqual({ count: 2, sum: 7, max: 7 });
	});

	test('numbers of changed rows are bigints', async () => {
		const db = await databaseWithRows();
		const change = db.updateTable('box').set({ accepting: 0 }).where('accepting', '=', 1);
		expect((await change.executeTakeFirstOrThrow()).numUpdatedRows).toBe(1n);
		expect((await change.executeTakeFirstOrThrow()).numUpdatedRows).toBe(0n);
	});

	test('flags, bytes, instants and JSON come back as they went in', async () => {
		const db = await databaseWithRows();
		const at = toInstant(new Date('2026-11-22T09:00:00+08:00'));
		const detail = toJson({ text: '“引号”与 \\ 和\n', list: [1, null] });
		await db
			.insertInto('audit')
			.values({ id: 'd2', at, user_id: null, action: 'a', noun: 'n', noun_id: '1', detail })
			.execute();
		const audit = await db
			.selectFrom('audit')
			.select(['at', 'detail', 'user_id'])
			.where('id', '=', 'd2')
			.executeTakeFirstOrThrow();
		expect(audit).toEqual({ at: '2026-11-22T01:00:00.000Z', detail, user_id: null });
		expect(fromJson(audit.detail)).toEqual({ text: '“引号”与 \\ 和\n', list: [1, null] });
		const { ct } = await db.selectFrom('ballot').select('ct').executeTakeFirstOrThrow();
		expect(ct).toEqual(Buffer.alloc(32, 6));
		await db
			.updateTable('user')
			.set({ disabled: toFlag(true) })
			.execute();
		expect(await db.selectFrom('user').select('disabled').execute()).toEqual([{ disabled: 1 }]);
	});

	test('bytes are found again', async () => {
		const db = await databaseWithRows();
		const found = await db
			.selectFrom('code')
			.select('survey_id')
			.where('mac', '=', Buffer.alloc(32, 2));
		expect(await found.execute()).toEqual([{ survey_id: 'q1' }]);
	});

	test('an integer column refuses text', async () => {
		const db = await databaseWithRows();
		await expect(sql`update box set ballots = 'many'`.execute(db)).rejects.toThrow();
		expect(await db.selectFrom('box').select('ballots').execute()).toEqual([{ ballots: 1 }]);
	});

	test('a truth value is a type error, and refused', async () => {
		const db = await databaseWithRows();
		// @ts-expect-error -- flags are 0 and 1 on both engines; toFlag makes them.
		await expect(db.updateTable('box').set({ accepting: false }).execute()).rejects.toThrow();
	});

	test('undefined is a type error where it would select nothing or the wrong rows', async () => {
		const db = await databaseWithRows();
		const missing = undefined;
		// @ts-expect-error -- one engine throws, the other compares with NULL.
		const query = db.selectFrom('union').select('id').where('code', '=', missing);
		const rows = await query.execute().catch(() => []);
		expect(rows).toEqual([]);
	});

	test('texts are compared by code point, so pages of a list meet without gap or overlap', async () => {
		const app = await engine.createApp();
		const codes = ['B-1', 'a-1', 'A-2', '_x', '甲', 'Z', 'é'];
		for (const code of codes) await makeUnion(app, { code });
		const rows = await app.db
			.selectFrom('union')
			.select('code')
			.where('code', '<>', 'ROOT')
			.orderBy('code')
			.execute();
		expect(rows.map(({ code }) => code)).toEqual([...codes].sort());
	});

	test('a subtree is a range of paths', async () => {
		const app = await engine.createApp();
		const parent = await makeUnion(app, { level: 'intermediate' });
		const child = await makeUnion(app, { parentId: parent });
		await makeUnion(app);
		const { path } = await app.db
			.selectFrom('union')
			.select('path')
			.where('id', '=', parent)
			.executeTakeFirstOrThrow();
		const rows = await app.db
			.selectFrom('union')
			.select('id')
			.where('path', 'like', `${path}%`)
			.orderBy('path')
			.execute();
		expect(rows.map(({ id }) => id)).toEqual([parent, child]);
	});
});
