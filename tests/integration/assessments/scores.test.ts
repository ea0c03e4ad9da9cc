import { expect, test } from 'vitest';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '$lib/server/app';
import { changedCells, faultsByKey } from '$lib/domain/score-form';
import { listChanges } from '$lib/server/assessments/score-history';
import { readSheet } from '$lib/server/assessments/read-sheet';
import { saveCells } from '$lib/server/assessments/save-cells';
import { makeApplication, openFor } from '../support/applications';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser } from '../support/factories';
import { makeResult } from '../support/results';

const measured = 'trust.1.2';
const plain = 'organisation.1.1';
const other = 'organisation.1.2';
const third = 'organisation.1.3';

/** A union with 97 % in 2026, so that 6 points are proposed, and two accounts that score it. */
async function makeSheet(app: App) {
	const unionId = await makeUnion(app);
	await makeResult(app, { unionId, year: 2026 });
	const [one, two] = [await makeUser(app, { unionId }), await makeUser(app, { unionId })];
	const union = { id: unionId, path: '/' };
	const key = { union, year: 2026, rubric: app.rubrics.rubrics.grassroots };
	const applications = new Map<number, string>();
	for (const year of [2025, 2026])
		applications.set(year, await makeApplication(app, unionId, { year }));
	/** Cells by criterion id; names with a prefix are fields as they stand. */
	const save = async (kind: ScoreKind, cells: Record<string, string>, by = one) => {
		await openFor(app, applications.get(key.year) ?? '', kind);
		const named = ([name, value]: [string, string]) => [fieldOf(name), value];
		const values = Object.fromEntries(Object.entries(cells).map(named)) as typeof cells;
		const edits = changedCells(key.rubric, kind, values);
		const saving = { kind, edits, reason: '', by };
		const { changed, faults } = await saveCells(app.db, app.clock, key, saving);
		return { saved: changed, faults: faultsByKey(faults) };
	};
	return { key, one, two, save, read: () => readSheet(app.db, key) };
}

function fieldOf(name: string): string {
	return /^(note|was-score|was-note)\./.test(name) ? name : `score.${name}`;
}

const cell = (id: string, kind: ScoreKind = 'self') => `${kind}:score:${id}`;

function audits(app: App) {
	return app.db.selectFrom('audit').selectAll().where('noun', '=', 'assessment').execute();
}

describeEachEngine('scores', (engine) => {
	test('are kept in half points, with who entered them', async () => {
		const app = await engine.createApp();
		const { save, read, one } = await makeSheet(app);
		expect(await save('self', { [plain]: '1.5', [other]: '２' })).toEqual({
			saved: [cell(plain), cell(other)],
			faults: {}
		});
		const { self, review } = await read();
		const { name } = await app.db
			.selectFrom('user')
			.select('name')
			.where('id', '=', one)
			.executeTakeFirstOrThrow();
		expect(self[plain]).toMatchObject({ half_points: 3, overrides: false, by: name });
		expect(self[other]?.half_points).toBe(4);
		expect(review).toEqual({});
	});

	test('a wrong cell is given back as typed, the others are saved', async () => {
		const app = await engine.createApp();
		const { save, read } = await makeSheet(app);
		expect(await save('self', { [plain]: '2.5', [other]: '1' })).toEqual({
			saved: [cell(other)],
			faults: {
				[cell(plain)]: expect.objectContaining({
					...{ typed: { value: '2.5', note: '' }, problem: 'out_of_range', conflict: null }
				})
			}
		});
		expect(Object.keys((await read()).self)).toEqual([other]);
	});

	test('a cell that was not touched keeps what somebody else put there meanwhile', async () => {
		const app = await engine.createApp();
		const { save, read, two } = await makeSheet(app);
		await save('self', { [plain]: '1', [`was-score.${plain}`]: '' });
		const stale = { [plain]: '', [`was-score.${plain}`]: '', [other]: '2' };
		expect((await save('self', stale, two)).saved).toEqual([cell(other)]);
		expect((await read()).self[plain]?.half_points).toBe(2);
	});

	test('of two who change the same cell the later one is told, and nothing is lost', async () => {
		const app = await engine.createApp();
		const { key, save, read, one, two } = await makeSheet(app);
		await save('self', { [plain]: '1' }, one);
		const late = await save('self', { [plain]: '2' }, two);
		const { name } = await app.db
			.selectFrom('user')
			.select('name')
			.where('id', '=', one)
			.executeTakeFirstOrThrow();
		expect(late.saved).toEqual([]);
		expect(late.faults[cell(plain)]).toMatchObject({
			...{ typed: { value: '2', note: '' }, problem: null },
			conflict: { value: '1', note: '', by: name }
		});
		expect((await read()).self[plain]?.half_points).toBe(2);
		// Who has seen the other value may replace it.
		await save('self', { [plain]: '2', [`was-score.${plain}`]: '1' }, two);
		await save('self', { [plain]: '', [`was-score.${plain}`]: '2' }, one);
		expect((await read()).self).toEqual({});
		const [sheet] = await app.db.selectFrom('assessment').select('id').execute();
		const history = await listChanges(app.db, sheet?.id ?? '', plain);
		expect(history.map(({ seq, from, to }) => [seq, from.value, to.value])).toEqual([
			...[[3, '2', '']],
			...[[2, '1', '2']],
			...[[1, '', '1']]
		]);
		expect(history[2]).toMatchObject({ kind: 'self', field: 'score', by: name });
		expect(await audits(app)).toHaveLength(3);
		expect(key.year).toBe(2026);
	});

	test('the same sent twice, as after a lost answer, is taken once', async () => {
		const app = await engine.createApp();
		const { save } = await makeSheet(app);
		const cells = { [plain]: '1', [`was-score.${plain}`]: '' };
		expect((await save('self', cells)).saved).toEqual([cell(plain)]);
		expect(await save('self', cells)).toEqual({ saved: [], faults: {} });
		expect(await audits(app)).toHaveLength(1);
	});

	test('saving what is there already changes nothing and leaves no trace', async () => {
		const app = await engine.createApp();
		const { save } = await makeSheet(app);
		await save('self', { [plain]: '1' });
		expect((await save('self', { [plain]: '1.0' })).saved).toEqual([]);
		expect(await audits(app)).toHaveLength(1);
	});

	test('a measured criterion takes no typed self score', async () => {
		const app = await engine.createApp();
		const { save, read } = await makeSheet(app);
		expect(await save('self', { [measured]: '3' })).toEqual({ saved: [], faults: {} });
		expect((await read()).self).toEqual({});
	});

	test('an override wants a reason and says so for ever', async () => {
		const app = await engine.createApp();
		const { save, read } = await makeSheet(app);
		const without = await save('review', { [measured]: '5', [`note.${measured}`]: '  ' });
		expect(without.faults[cell(measured, 'review')]?.problem).toBe('reason_needed');
		expect((await read()).review).toEqual({});
		await save('review', { [measured]: '5', [`note.${measured}`]: '两个车间\n未发码' });
		expect((await read()).review[measured]).toMatchObject({
			half_points: 10,
			overrides: true,
			note: '两个车间 未发码'
		});
	});

	test('a score as proposed is no override and goes with the figure', async () => {
		const app = await engine.createApp();
		const { save, read } = await makeSheet(app);
		await save('review', { [measured]: '5', [`note.${measured}`]: '扣一分' });
		const was = { [`was-score.${measured}`]: '5', [`was-note.${measured}`]: '扣一分' };
		await save('review', { [measured]: '6', [`note.${measured}`]: '扣一分', ...was });
		expect((await read()).review).toEqual({});
		const lost = await save('review', { [measured]: '', [`note.${measured}`]: '扣一分' });
		expect(lost.faults[cell(measured, 'review')]?.problem).toBe('score_needed');
	});

	test('where nothing could be measured every score needs a reason', async () => {
		const app = await engine.createApp();
		const { save, key } = await makeSheet(app);
		key.year = 2025;
		const zero = await save('review', { [measured]: '0' });
		expect(zero.faults[cell(measured, 'review')]?.problem).toBe('reason_needed');
		const cells = { [measured]: '0', [`note.${measured}`]: '当年未开展' };
		expect((await save('review', cells)).saved).toEqual([cell(measured, 'review')]);
	});

	test('ids that are not in the rubric are ignored', async () => {
		const app = await engine.createApp();
		const { save, read } = await makeSheet(app);
		expect(await save('self', { 'trust.1.9': '1' })).toEqual({ saved: [], faults: {} });
		expect((await read()).self).toEqual({});
	});

	test('both ways of a first score at the same moment end in one sheet', async () => {
		const app = await engine.createApp();
		const { save, read, one, two } = await makeSheet(app);
		await Promise.all([
			save('self', { [plain]: '1' }, one),
			save('self', { [other]: '1' }, two),
			save('self', { [third]: '1' }, two)
		]);
		expect(Object.keys((await read()).self).sort()).toEqual([plain, other, third]);
		const sheets = await app.db.selectFrom('assessment').select('id').execute();
		expect(sheets).toHaveLength(1);
	});
});
