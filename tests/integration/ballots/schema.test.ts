import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey, submit } from '../support/open-survey';

const columns = {
	box: ['accepting', 'ballots', 'log_size', 'survey_id'],
	code: ['mac', 'survey_id'],
	spent: ['kind', 'nullifier', 'retry_tag', 'survey_id'],
	log: ['payload', 'seq', 'survey_id', 'type'],
	ballot: ['ct', 'seq', 'survey_id']
};

const forbidden =
	/time|_at$|^at$|date|day|address|ip$|agent|device|session|user|serial|print|batch|rowid|order/;

describeEachEngine('the tables of the box', (engine) => {
	test('have exactly the columns of the design, none of them null, none of the forbidden', async () => {
		const app = await engine.createApp();
		const tables = await app.db.introspection.getTables();
		for (const [name, expected] of Object.entries(columns)) {
			const found = tables.find((table) => table.name === name)?.columns ?? [];
			expect(found.map((column) => column.name).sort()).toEqual(expected);
			for (const column of found) {
				expect(column.name).not.toMatch(forbidden);
				expect(column.isNullable).toBe(false);
				expect(column.isAutoIncrementing).toBe(false);
				expect(column.hasDefaultValue).toBe(false);
			}
		}
	});

	test('keep no hidden number of insertion', async () => {
		const app = await engine.createApp();
		for (const name of Object.keys(columns)) {
			const query = sql`select ${sql.ref(engine.name === 'SQLite' ? 'rowid' : 'oid')} from ${sql.table(name)}`;
			await expect(query.execute(app.db)).rejects.toThrow(/no such column|does not exist/);
		}
	});

	test('are matched by that search where they do differ', () => {
		for (const name of ['created_at', 'day', 'ip', 'user_agent', 'session_id', 'print_number']) {
			expect(name).toMatch(forbidden);
		}
	});

	test('refuse a code twice, and NULL in place of one', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeOpenSurvey(app, { codes: 1 });
		const [mac, tag] = [Buffer.alloc(32, 1), Buffer.alloc(16)];
		const row = { survey_id: surveyId, nullifier: mac, retry_tag: tag, kind: 'ballot' as const };
		await app.db.insertInto('spent').values(row).execute();
		await expect(app.db.insertInto('spent').values(row).execute()).rejects.toThrow(/unique/i);
		for (const column of ['survey_id', 'nullifier', 'retry_tag', 'kind']) {
			const broken = { ...row, [column]: null };
			await expect(app.db.insertInto('spent').values(broken).execute()).rejects.toThrow(/null/i);
		}
	});
});

describeEachEngine('the ciphertexts of a survey', (engine) => {
	test('have one length, whatever was answered', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app, { codes: 6 });
		const overall = { 'home.overall': 'satisfied', 'chair.overall': 'satisfied' };
		const answers = [
			overall,
			{ ...overall, 'home.comment': 'a' },
			{ ...overall, 'home.comment': '好'.repeat(200), 'chair.comment': '好'.repeat(200) },
			{ ...overall, 'chair.comment': '😀'.repeat(100) },
			{ ...overall, 'home.rights': 'dissatisfied', 'chair.duty': 'unsure' },
			{ ...overall, 'home.comment': '\ud800'.repeat(200) }
		];
		for (const [index, code] of codes.entries()) {
			const outcome = await submit(app, surveyId, code, { answers: answers[index] });
			expect(outcome.kind).toBe('accepted');
		}
		const rows = await app.db.selectFrom('ballot').select('ct').execute();
		expect(rows).toHaveLength(6);
		expect(new Set(rows.map(({ ct }) => ct.length))).toEqual(new Set([1266]));
		expect(new Set(rows.map(({ ct }) => ct.toString('hex'))).size).toBe(6);
	});
});
