import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '$lib/server/database/open';
import { describeEachEngine } from '../support/engines';
import { insertRows, rowsByMigration } from '../support/rows';

/** What opening freezes, each with another value of its type. */
const frozenAtOpening: Record<string, unknown> = {
	...{ union_id: 'a', year: 2025, mode: 'poster', custody: 'trustees' },
	...{ closes_at: '2026-12-31T00:00:00.000Z', eligible: 60, electorate: 'representatives' },
	...{ min_turnout_num: 1, min_turnout_den: 9, rules: '{"k":1}', questionnaires: '[1]' },
	...{ questionnaire_hash: Buffer.alloc(32), tally_key: Buffer.alloc(32) },
	...{ opened_at: '2026-01-01T00:00:00.000Z', paper: 1 },
	smallest_group: 5
};

/** What counting seals. */
const sealedAtCounting: Record<string, unknown> = {
	...{ union_id: 'a', subject: 'chair', year: 2024, mode: 'paper', eligible: 1, issued: 1 },
	...{ returned_online: 1, returned_paper: 1, favourable: 119, satisfied: 119 },
	...{ basically_satisfied: 0, dissatisfied: 0, unsure: 1, blank: 1, invalid: 1 },
	...{ disclosure: 'none', rules: '{"k":1}', min_turnout_num: 1, min_turnout_den: 9 }
};

describeEachEngine('what is frozen cannot be changed, not even by SQL', (engine) => {
	async function databaseWithRows(): Promise<Database> {
		const db = await engine.createDatabase();
		await insertRows(db, Object.keys(rowsByMigration));
		return db;
	}

	function change(db: Database, table: string, column: string, value: unknown): Promise<unknown> {
		return sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value}`.execute(db);
	}

	test('no column of an open survey that its members answered under', async () => {
		const db = await databaseWithRows();
		for (const [column, value] of Object.entries(frozenAtOpening))
			await expect(change(db, 'survey', column, value), column).rejects.toThrow(
				'frozen at opening'
			);
		await expect(change(db, 'survey', 'tally_key', null)).rejects.toThrow('frozen at opening');
	});

	test('while the survey itself moves on', async () => {
		const db = await databaseWithRows();
		await change(db, 'survey', 'state', 'closed');
		await change(db, 'survey', 'closed_at', '2026-11-09T01:00:00.000Z');
		expect(await db.selectFrom('survey').select('state').execute()).toEqual([{ state: 'closed' }]);
	});

	test('an open survey does not become a draft again', async () => {
		const db = await databaseWithRows();
		await expect(change(db, 'survey', 'state', 'draft')).rejects.toThrow('no way back');
	});

	test('a draft may be changed and deleted', async () => {
		const db = await databaseWithRows();
		const [survey] = await sql<Record<string, unknown>>`select * from survey`
			.execute(db)
			.then(({ rows }) => rows);
		await db
			.insertInto('survey')
			.values({ ...(survey as never as object), id: 'q2', state: 'draft' } as never)
			.execute();
		const draft = sql`id = 'q2'`;
		for (const [column, value] of Object.entries(frozenAtOpening))
			await sql`update survey set ${sql.ref(column)} = ${value} where ${draft}`.execute(db);
		await sql`delete from survey where ${draft}`.execute(db);
		expect(await db.selectFrom('survey').select('id').execute()).toEqual([{ id: 'q1' }]);
	});

	test.each([
		['survey', 'opened surveys stay'],
		['log', 'log is append only'],
		['result', 'results stay'],
		['result_count', 'results stay'],
		['audit', 'audit is append only']
	])('no row of %s is deleted', async (table, message) => {
		const db = await databaseWithRows();
		await expect(sql`delete from ${sql.table(table)}`.execute(db)).rejects.toThrow(message);
		if (engine.name === 'PostgreSQL')
			await expect(sql`truncate ${sql.table(table)} cascade`.execute(db)).rejects.toThrow(message);
	});

	test.each([
		['log', 'payload', Buffer.alloc(32), 'log is append only'],
		['log', 'seq', 7, 'log is append only'],
		['ballot', 'ct', Buffer.alloc(32), 'ballots are sealed'],
		['audit', 'detail', '{"changed":true}', 'audit is append only'],
		['result_count', 'satisfied', 119, 'results are sealed'],
		['result_text', 'body', '都很好', 'words go by redaction only']
	])('%s.%s is written once', async (table, column, value, message) => {
		const db = await databaseWithRows();
		await expect(change(db, table, column, value)).rejects.toThrow(message);
	});

	test('no figure of a counted result', async () => {
		const db = await databaseWithRows();
		for (const [column, value] of Object.entries(sealedAtCounting))
			await expect(change(db, 'result', column, value), column).rejects.toThrow(
				'sealed at counting'
			);
	});

	test('while the result itself is published, refused or made void', async () => {
		const db = await databaseWithRows();
		await change(db, 'result', 'status', 'void');
		await change(db, 'result', 'published_at', '2026-11-10T01:00:00.000Z');
		const ofSurveys = db.updateTable('result').where('source', '=', 'survey');
		await ofSurveys.set({ note: '复查' }).execute();
		const states = await db.selectFrom('result').select('status').execute();
		expect(new Set(states.map(({ status }) => status))).toEqual(new Set(['void']));
	});
});
