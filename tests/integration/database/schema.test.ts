import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '$lib/server/database/open';
import { describeEachEngine, type Engine } from '../support/engines';
import { insertRows, rowsByMigration } from '../support/rows';

/** Columns of unique indexes that may be empty, because rows without a value are not meant to exclude each other. */
const MAY_BE_EMPTY = new Set(['user.username']);

interface KeyColumn {
	table: string;
	column: string;
	nullable: boolean;
}

async function uniqueColumns(engine: Engine, db: Database): Promise<KeyColumn[]> {
	const query =
		engine.name === 'SQLite'
			? sql<{ table: string; column: string; required: number }>`
				select t.name as "table", c.name as "column", k."notnull" or k.pk > 0 as required
				from pragma_table_list t, pragma_index_list(t.name) i, pragma_index_info(i.name) c,
					pragma_table_info(t.name) k
				where t.schema = 'main' and i."unique" = 1 and k.name = c.name`
			: sql<{ table: string; column: string; required: boolean }>`
				select r.relname as "table", a.attname as "column", a.attnotnull as required
				from pg_index i join pg_class r on r.oid = i.indrelid
				join pg_namespace n on n.oid = r.relnamespace and n.nspname = 'public'
				join pg_attribute a on a.attrelid = r.oid and a.attnum = any (i.indkey::int2[])
				where i.indisunique`;
	const { rows } = await query.execute(db);
	return rows.map(({ table, column, required }) => ({ table, column, nullable: !required }));
}

describeEachEngine('the schema', (engine) => {
	test('has no unique index that an empty value slips through', async () => {
		const db = await engine.createDatabase();
		const columns = await uniqueColumns(engine, db);
		expect(columns.length).toBeGreaterThan(20);
		const open = columns
			.filter(({ nullable }) => nullable)
			.map((key) => `${key.table}.${key.column}`);
		expect(open.filter((name) => !MAY_BE_EMPTY.has(name))).toEqual([]);
	});

	test.each([
		['a second survey of the year on the same subject', surveySubject('q2', 1), /unique/i],
		['a second chair at a time', term(null), /unique/i],
		['a code twice', sql`insert into code select * from code`, /unique/i],
		['a code spent twice', sql`insert into spent select * from spent`, /unique/i],
		[
			'a code spent without a tag',
			sql`insert into spent values ('q1', 'x', null, 'ballot')`,
			/null/i
		],
		['a title that nobody holds', honour(null, null), /honour_one_holder|check/i],
		['a title of a union and a person', honour('b', 'p1'), /honour_one_holder|check/i]
	])('refuses %s', async (_, statement, reason) => {
		const db = await engine.createDatabase();
		await insertRows(db, Object.keys(rowsByMigration));
		await copySurvey(db);
		await expect(statement.execute(db)).rejects.toThrow(reason);
	});

	test('lets a survey be repeated once the first is void, and a chair follow another', async () => {
		const db = await engine.createDatabase();
		await insertRows(db, Object.keys(rowsByMigration));
		await copySurvey(db);
		await surveySubject('q2', 0).execute(db);
		await sql`update survey_subject set live = 0`.execute(db);
		await sql`update survey_subject set live = 1 where survey_id = 'q2'`.execute(db);
		await term('2018-01-01').execute(db);
	});

	if (engine.name === 'SQLite')
		test('is strict in every table of ours', async () => {
			const db = await engine.createDatabase();
			const { rows } = await sql<{ name: string }>`
			select name from pragma_table_list
			where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'`.execute(db);
			expect(rows.map(({ name }) => name).filter((name) => !name.startsWith('kysely_'))).toEqual(
				[]
			);
		});

	// A rowid would remember in which order codes were spent and ballots came in.
	if (engine.name === 'SQLite')
		test('has no rowid in the tables of the ballot box', async () => {
			const db = await engine.createDatabase();
			const { rows } = await sql<{ name: string; wr: number }>`
				select name, wr from pragma_table_list where schema = 'main'`.execute(db);
			const without = rows.filter(({ wr }) => wr === 1).map(({ name }) => name);
			expect(without).toEqual(
				expect.arrayContaining(['box', 'code', 'spent', 'log', 'ballot', 'result_text'])
			);
		});
});

async function copySurvey(db: Database): Promise<void> {
	const { rows } = await sql<object>`select * from survey`.execute(db);
	await db
		.insertInto('survey')
		.values({ ...rows[0], id: 'q2', state: 'draft' } as never)
		.execute();
}

function surveySubject(survey: string, live: number) {
	return sql`insert into survey_subject values (${survey}, 'home', 'b', 2026, ${live}, null)`;
}

function term(ended: string | null) {
	return sql`insert into term values ('t3', 'b', 'p1', '2017-01-01', ${ended})`;
}

function honour(union: string | null, person: string | null) {
	return sql`insert into honour (id, title, level, union_id, person_id, year, document, recorded_at)
		values ('h2', 'top_ten', 'province', ${union}, ${person}, 2025, '', '2026-11-01T00:00:00.000Z')`;
}
