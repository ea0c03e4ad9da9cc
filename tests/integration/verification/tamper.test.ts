import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { testClock } from '../support/clock';
import { bundleText, dropTriggers, problemOf, verifyText } from '../support/bundles';
import { makeCountedSurvey } from '../support/counted-survey';
import { describeEachEngine } from '../support/engines';

type Row = Record<string, unknown>;

/** Every column on which the promise rests; what one row says of itself alone, such as who decided later, is not here. */
const tables: Record<string, string[]> = {
	log: ['seq', 'type', 'payload'],
	ballot: ['seq', 'ct'],
	code: ['mac'],
	spent: ['nullifier', 'retry_tag', 'kind'],
	checkpoint: ['size', 'note', 'day'],
	box: ['ballots', 'log_size'],
	log_head: ['frontier', 'mark_size', 'mark_frontier'],
	result: [
		...['year', 'subject', 'mode', 'electorate', 'eligible', 'issued', 'returned_online'],
		...['returned_paper', 'disclosure', 'favourable', 'satisfied', 'basically_satisfied'],
		...['dissatisfied', 'unsure', 'blank', 'invalid', 'min_turnout_num', 'counted_at', 'consent']
	],
	result_count: ['question_id', 'position', 'disclosure', 'favourable', 'satisfied', 'unsure'],
	result_text: ['id', 'question_id', 'body']
};

async function rowsOf(app: App, table: string): Promise<Row[]> {
	return (await sql<Row>`select * from ${sql.table(table)}`.execute(app.db)).rows;
}

async function insert(app: App, table: string, row: Row): Promise<void> {
	const columns = Object.keys(row);
	await sql`insert into ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))})
		values (${sql.join(Object.values(row))})`.execute(app.db);
}

async function replaceRows(app: App, table: string, rows: Row[]): Promise<void> {
	await sql`delete from ${sql.table(table)}`.execute(app.db);
	for (const row of rows) await insert(app, table, row);
}

/** Another value of the same type; `seed` chooses the byte or letter. */
function changed(value: unknown, seed: number): unknown {
	if (typeof value === 'number') return value + 1000 + (seed % 1000);
	if (Buffer.isBuffer(value)) {
		const copy = Buffer.from(value);
		copy[seed % copy.length] = (copy[seed % copy.length] ?? 0) ^ (1 + (seed % 255));
		return copy;
	}
	if (typeof value !== 'string') return 7;
	return `${value.slice(0, seed % value.length)}x${value.slice((seed % value.length) + 1)}x`;
}

interface Tampering {
	table: string;
	how: 'update' | 'delete' | 'insert' | 'swap';
	row: number;
	other: number;
	column: number;
	seed: number;
}

/** The rows after one act of tampering, or null where it changes nothing (a table of one row has nothing to swap). */
function tamper(rows: Row[], act: Tampering): Row[] | null {
	const columns = tables[act.table] ?? [];
	const column = columns[act.column % columns.length] ?? '';
	const at = act.row % rows.length;
	const row = rows[at] as Row;
	const other = rows[act.other % rows.length] as Row;
	switch (act.how) {
		case 'delete':
			return rows.toSpliced(at, 1);
		case 'update':
			return rows.with(at, { ...row, [column]: changed(row[column], act.seed) });
		case 'insert': {
			const key = columns[0] as string;
			return [...rows, { ...row, ...newKey(act.table, row), [key]: changed(row[key], act.seed) }];
		}
		case 'swap': {
			const rest = columns.slice(1);
			const pick = (from: Row) => Object.fromEntries(rest.map((name) => [name, from[name]]));
			const same = rest.every((name) => String(row[name]) === String(other[name]));
			if (same || row === other) return null;
			const swapped = rows.with(at, { ...row, ...pick(other) });
			return swapped.with(act.other % rows.length, { ...other, ...pick(row) });
		}
	}
}

/** Keys outside the columns above. */
function newKey(table: string, row: Row): Row {
	return table === 'result' ? { id: `${String(row['id'])}x` } : {};
}

const acts = fc.record({
	table: fc.constantFrom(...Object.keys(tables)),
	how: fc.constantFrom('update', 'delete', 'insert', 'swap'),
	row: fc.nat(1000),
	other: fc.nat(1000),
	column: fc.nat(100),
	seed: fc.nat(100_000)
}) satisfies fc.Arbitrary<Tampering>;

/** One row per survey: a second or none is refused by the database, or by reading it. */
const oneRow = new Set(['box', 'log_head']);

describeEachEngine('a counted survey', (engine) => {
	async function counted() {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		return { app, ...(await makeCountedSurvey(app, clock)) };
	}

	test('has bundles that hold, and a checkpoint of its second day that stops at a multiple of ten', async () => {
		const { app, surveyId, ballots } = await counted();
		for (const kind of ['public', 'review'] as const) {
			const { log, open, results } = await verifyText(await bundleText(app, surveyId, kind));
			expect(log.head.ballots).toBe(ballots);
			expect(open.survey).toBe(surveyId);
			expect(log.checkpoints.map(({ size }) => size)).toEqual([1, 31, 44, 45]);
			expect(results).toHaveLength(kind === 'review' ? 2 : 0);
		}
	});

	test('an entry moved behind the end of the log is noticed, the last one, too', async () => {
		const { app, surveyId } = await counted();
		await dropTriggers(engine, app);
		const seqs = (await app.db.selectFrom('log').select('seq').orderBy('seq').execute()).map(
			({ seq }) => seq
		);
		for (const seq of seqs) {
			const move = (from: number, to: number) =>
				app.db.updateTable('log').set({ seq: to }).where('seq', '=', from).execute();
			await move(seq, 1000);
			for (const kind of ['public', 'review'] as const)
				expect(await problemOf(await bundleText(app, surveyId, kind)), String(seq)).toBe(
					'log_entry'
				);
			await move(1000, seq);
		}
		expect(await problemOf(await bundleText(app, surveyId, 'public'))).toBeNull();
	});

	test('any single row updated, deleted, inserted or exchanged: the verifier fails', async () => {
		const { app, surveyId } = await counted();
		await dropTriggers(engine, app);
		await fc.assert(
			fc.asyncProperty(acts, async (act) => {
				fc.pre(!(oneRow.has(act.table) && act.how !== 'update'));
				const rows = await rowsOf(app, act.table);
				const tampered = tamper(rows, act);
				fc.pre(tampered !== null);
				try {
					await replaceRows(app, act.table, tampered ?? []);
					expect(await problemOf(await bundleText(app, surveyId, 'review'))).not.toBeNull();
				} finally {
					await replaceRows(app, act.table, rows);
				}
			}),
			{ numRuns: engine.name === 'SQLite' ? 300 : 60 }
		);
		expect(await problemOf(await bundleText(app, surveyId, 'review'))).toBeNull();
	});
});

/** The bundle with another name for one field of what its lines state, once per field. */
function* renamedFields(lines: readonly string[]): Generator<string> {
	for (const [at, line] of lines.entries()) {
		for (const { index } of line.matchAll(/(?<=")\w+(?=":)/g)) {
			const renamed = `${line.slice(0, index)}z${line.slice(index + 1)}`;
			yield `${lines.with(at, renamed).join('\n')}\n`;
		}
	}
}

describeEachEngine('a bundle', (engine) => {
	test('does not hold with any byte flipped, nor with any line gone, repeated or exchanged', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId } = await makeCountedSurvey(app, clock);
		for (const kind of ['public', 'review'] as const) {
			const bytes = new TextEncoder().encode(await bundleText(app, surveyId, kind));
			const lines = new TextDecoder().decode(bytes).split('\n').slice(0, -1);
			expect(await problemOf(bytes)).toBeNull();
			await fc.assert(
				fc.asyncProperty(
					fc.nat(bytes.length - 1),
					fc.integer({ min: 1, max: 255 }),
					async (at, by) => {
						const flipped = bytes.slice();
						flipped[at] = (flipped[at] ?? 0) ^ by;
						expect(await problemOf(flipped)).not.toBeNull();
					}
				),
				{ numRuns: 300 }
			);
			for (const text of renamedFields(lines)) expect(await problemOf(text)).not.toBeNull();
			for (const at of lines.keys()) {
				const gone = lines.toSpliced(at, 1);
				const twice = lines.toSpliced(at, 0, lines[at] as string);
				const moved = gone.toSpliced((at + 1) % lines.length, 0, lines[at] as string);
				for (const text of [gone, twice, moved])
					expect(await problemOf(`${text.join('\n')}\n`), lines[at]).not.toBeNull();
			}
		}
	});
});
