import { expect, test } from 'vitest';
import { formatChange } from '$lib/domain/rate-change';
import type { App } from '$lib/server/app';
import { measureCoverage } from '$lib/server/assessments/measure-coverage';
import { listUnits } from '$lib/server/overview/list-units';
import { bestFirst, pageRanked, worstFirst } from '$lib/server/overview/rank-units';
import { coverageFilter, listCoverage, readCoverage } from '$lib/server/overview/read-coverage';
import { fallsFirst, pageMovers } from '$lib/server/overview/read-movers';
import { readDistribution } from '$lib/server/overview/read-rates';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, rootUnionId } from '../support/factories';
import { makeOpenSurvey } from '../support/open-survey';
import { boardFiles, boardNames, boardOf, visitBoard } from '../support/overview';
import { makeResult } from '../support/results';
import { fileOf, readWorkbook } from '../support/workbook';

const township = { level: 'intermediate', kind: 'township' } as const;

async function pathOf(app: App, id: string): Promise<string> {
	const { path } = await app.db
		.selectFrom('union')
		.select('path')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return path;
}

/** A town with one unit for each way a year can go, and another town beside it. */
async function makeTown(app: App) {
	const town = await makeUnion(app, { ...township, name: '溪桥镇总工会' });
	const unit = (name: string) => makeUnion(app, { parentId: town, name });
	const ids = {
		good: await unit('好厂工会'),
		same: await unit('同分厂工会'),
		weak: await unit('弱厂工会'),
		small: await unit('小店工会'),
		dead: await unit('作废厂工会'),
		low: await unit('低参评厂工会'),
		waiting: await unit('待认定厂工会'),
		missing: await unit('没开厂工会')
	};
	const { surveyId } = await makeOpenSurvey(app, { unionId: await makeRunning(app, town) });
	await makeResult(app, { unionId: ids.good, year: 2026, votes: [38, 0, 2] });
	await makeResult(app, { unionId: ids.same, year: 2026, votes: [95, 0, 5] });
	await makeResult(app, { unionId: ids.weak, year: 2026, votes: [40, 10, 50] });
	await makeResult(app, { unionId: ids.small, year: 2026, votes: [4, 0, 5] });
	await makeResult(app, { unionId: ids.dead, year: 2026, row: { status: 'void' } });
	await makeResult(app, { unionId: ids.low, year: 2026, eligible: 400 });
	await makeResult(app, { unionId: ids.waiting, year: 2026, row: { status: 'pending' } });
	const outside = await makeUnion(app, { ...township, name: '外镇总工会' });
	const other = await makeUnion(app, { parentId: outside, name: '外面的工会' });
	await makeResult(app, { unionId: other, year: 2026, votes: [100, 0, 0] });
	return { town, ids, surveyId, outside, other };
}

async function makeRunning(app: App, parentId: string): Promise<string> {
	const unionId = await makeUnion(app, { parentId, name: '进行中厂工会' });
	await makeChair(app, unionId);
	return unionId;
}

describeEachEngine('the boards of a supervisor', (engine) => {
	test('say of every unit where it stands, as the score sheet counts it', async () => {
		const app = await engine.createApp();
		const { town } = await makeTown(app);
		const { filter } = await boardOf(app, await makeActor(app, 'supervisor', town));
		const coverage = await readCoverage(app.db, filter);
		expect(coverage).toMatchObject({
			units: 9,
			parts: { done: 3, running: 2, invalid: 3, missing: 1 }
		});
		const union = { id: town, path: await pathOf(app, town) };
		const measured = await measureCoverage(app.db, { union, subject: 'home', year: 2026 });
		expect(coverage.share).toEqual(measured.figure);
		const invalid = await listUnits(app.db, coverageFilter(filter), { parts: ['invalid'] }, 1);
		expect(invalid.rows.map(({ name, state, reasons }) => [name, state, reasons[0]])).toEqual([
			['小店工会', 'suppressed', 'suppressed'],
			['作废厂工会', 'void', 'voided'],
			['低参评厂工会', 'excluded', 'turnout_too_low']
		]);
	});

	test('count the subtree of each union on the next level, down to a single one', async () => {
		const app = await engine.createApp();
		const { town, outside } = await makeTown(app);
		const root = await rootUnionId(app);
		const query = await boardOf(app, await makeActor(app, 'supervisor', root));
		const { rows } = await listCoverage(app.db, query);
		const of = (id: string) => rows.find((row) => row.id === id)?.coverage;
		expect(of(town)).toMatchObject({ units: 9, share: { num: 3, den: 9 } });
		expect(of(outside)).toMatchObject({ units: 1, share: { num: 1, den: 1 } });
		const below = await boardOf(app, await makeActor(app, 'supervisor', root), `below=${town}`);
		const units = await listCoverage(app.db, below);
		expect(units.rows).toHaveLength(9);
		expect(units.rows.every(({ opens, coverage }) => !opens && coverage.units === 1)).toBe(true);
	});

	test('rank what is shown and counts; ties share a place, and a search keeps it', async () => {
		const app = await engine.createApp();
		const { town, ids } = await makeTown(app);
		const { filter } = await boardOf(app, await makeActor(app, 'supervisor', town));
		const all = await pageRanked(app.db, { filter, text: '', order: bestFirst }, 1);
		expect(all.rows.map(({ id, place }) => [id, place])).toEqual([
			[ids.good, 1],
			[ids.same, 1],
			[ids.weak, 3]
		]);
		const worst = await pageRanked(app.db, { filter, text: '', order: worstFirst }, 1);
		expect(worst.rows[0]?.id).toBe(ids.weak);
		const found = await pageRanked(app.db, { filter, text: '弱厂', order: bestFirst }, 1);
		expect(found).toMatchObject({ total: 1, rows: [{ id: ids.weak, place: 3 }] });
		const spread = await readDistribution(app.db, filter);
		// 95 % begins its class; 50 % is below 60 %.
		expect(spread.classes).toEqual([1, 0, 0, 0, 0, 0, 2]);
		expect(spread.states).toMatchObject({
			...{ counts: 3, missing: 1, running: 1, pending: 1, excluded: 1, suppressed: 1, void: 1 },
			unrated: 0
		});
	});

	test('compare two years exactly, and only where both are shown', async () => {
		const app = await engine.createApp();
		const { town, ids } = await makeTown(app);
		await makeResult(app, { unionId: ids.good, year: 2025, votes: [100, 0, 19] });
		await makeResult(app, { unionId: ids.same, year: 2025, votes: [19, 0, 1] });
		await makeResult(app, { unionId: ids.weak, year: 2025, votes: [4, 0, 5] });
		await makeResult(app, { unionId: ids.small, year: 2025, votes: [90, 0, 10] });
		const { filter } = await boardOf(app, await makeActor(app, 'supervisor', town));
		const movers = await pageMovers(app.db, { filter, text: '', order: fallsFirst }, 1);
		expect(movers.rows.map(({ unit, change }) => [unit.id, formatChange(change)])).toEqual([
			[ids.same, '持平'],
			[ids.good, '+10.97 个百分点']
		]);
		expect(movers.rows[1]?.change.by).toMatchObject({ num: 522n, den: 4760n });
	});

	test('follow every change of a result', async () => {
		const app = await engine.createApp();
		const { town, ids } = await makeTown(app);
		const actor = await makeActor(app, 'supervisor', town);
		const set = (unionId: string, values: object) =>
			app.db.updateTable('result').set(values).where('union_id', '=', unionId).execute();
		await boardOf(app, actor);
		await set(ids.good, { status: 'void' });
		await set(ids.waiting, { status: 'valid' });
		await makeResult(app, { unionId: ids.missing, year: 2026 });
		// A void result does not stand where another one came after it.
		await makeResult(app, { unionId: ids.dead, year: 2026 });
		const { filter } = await boardOf(app, actor);
		expect((await readCoverage(app.db, filter)).parts).toEqual({
			...{ done: 5, running: 1, invalid: 3, missing: 0 }
		});
	});

	test('leave out what was closed before the year ended, and what is not independent', async () => {
		const app = await engine.createApp();
		const { town, ids } = await makeTown(app);
		const close = (id: string, closed_at: string) =>
			app.db
				.updateTable('union')
				.set({ closed_at: closed_at as never })
				.where('id', '=', id)
				.execute();
		await close(ids.missing, '2026-06-01T00:00:00.000Z');
		await close(ids.small, '2027-01-02T00:00:00.000Z');
		await app.db.updateTable('union').set({ independent: 0 }).where('id', '=', ids.weak).execute();
		const { filter } = await boardOf(app, await makeActor(app, 'supervisor', town));
		expect(await readCoverage(app.db, filter)).toMatchObject({ units: 7, parts: { missing: 0 } });
	});
});

describeEachEngine('who sees a board', (engine) => {
	test('sees their own subtree and nothing of another, whatever the address says', async () => {
		const app = await engine.createApp();
		const { town, outside, other } = await makeTown(app);
		const supervisor = await makeActor(app, 'supervisor', town);
		for (const board of [...boardNames, 'rates/export'])
			for (const below of ['', outside, other]) {
				const data = await visitBoard(app, supervisor, board, `below=${below}`);
				const text = data instanceof Response ? JSON.stringify(await sheetsOf(data)) : dump(data);
				expect(text).not.toContain('外面的工会');
				expect(text).not.toContain('外镇总工会');
			}
	});

	test('is a supervisor: a role elsewhere adds nothing', async () => {
		const app = await engine.createApp();
		const { town, outside } = await makeTown(app);
		const actor = await makeActor(app, 'supervisor', town);
		const reviewer = await makeActor(app, 'reviewer', outside);
		const both = { ...actor, roles: [...actor.roles, ...reviewer.roles] };
		expect(dump(await visitBoard(app, both, 'rates', `below=${outside}`))).not.toContain(
			'外面的工会'
		);
		expect(dump(await visitBoard(app, both, 'rates'))).toContain('好厂工会');
	});

	test('is never a chair, a member of staff or a reviewer', async () => {
		const app = await engine.createApp();
		const { town, ids } = await makeTown(app);
		const others = [
			await makeActor(app, 'chair', ids.good),
			await makeActor(app, 'staff', ids.good),
			await makeActor(app, 'reviewer', town)
		];
		for (const actor of others)
			for (const board of [...boardNames, ...boardFiles])
				expect(await visitBoard(app, actor, board)).toBe(403);
	});
});

describeEachEngine('an exported board', (engine) => {
	test('has all pages of what the page shows, in its order', async () => {
		const app = await engine.createApp();
		const town = await makeUnion(app, township);
		for (let n = 0; n < 53; n++) {
			const unionId = await makeUnion(app, { parentId: town, name: `甲${n}工会` });
			const votes: [number, number, number] = [20 + ((n * 7) % 31), 0, n % 9];
			await makeResult(app, { unionId, year: 2026, votes });
			await makeResult(app, { unionId, year: 2025, votes: [30, 0, n % 5] });
		}
		const actor = await makeActor(app, 'supervisor', town);
		for (const [board, address] of [
			['rates', ''],
			['rates', 'sort=turnout'],
			['heat-map', ''],
			['movers', 'sort=-change'],
			['coverage', 'view=units&part=done']
		] as const) {
			const shown = [
				...namesOn(await visitBoard(app, actor, board, address)),
				...namesOn(await visitBoard(app, actor, board, `${address}&page=2`))
			];
			const file = (await visitBoard(app, actor, `${board}/export`, address)) as Response;
			const [[heads = [], ...rows] = []] = Object.values(await sheetsOf(file));
			const at = heads.indexOf('工会');
			expect(shown).toHaveLength(53);
			expect(rows.map((row) => row[at])).toEqual(shown);
		}
	});
});

/** Names of the unions on a page, in their order. */
function namesOn(data: unknown): string[] {
	const { list, units } = data as Record<
		string,
		{ rows: { unit?: { name: string }; name?: string }[] }
	>;
	return (list ?? units)?.rows.map(({ unit, name }) => unit?.name ?? name ?? '') ?? [];
}

async function sheetsOf(response: Response) {
	return readWorkbook(await fileOf(response));
}

/** All that a page gets, as text. */
function dump(data: unknown): string {
	return JSON.stringify(data, (_, value: unknown) =>
		typeof value === 'bigint' ? Number(value) : value
	);
}
