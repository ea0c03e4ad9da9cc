import { expect, test } from 'vitest';
import { parseOrder } from '$lib/domain/row-order';
import type { App } from '$lib/server/app';
import { listedUnitOrders, listUnits } from '$lib/server/overview/list-units';
import { listWaitingResults } from '$lib/server/overview/list-waiting-results';
import { coverageFilter, listCoverage } from '$lib/server/overview/read-coverage';
import { moverOrders, pageMovers } from '$lib/server/overview/read-movers';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { everyPage } from '../support/every-page';
import { makeUnion, rootUnionId } from '../support/factories';
import { enterRow } from '../support/history';
import { boardOf, visitBoard } from '../support/overview';
import { makeResult } from '../support/results';
import { fileOf, readWorkbook } from '../support/workbook';

const town = { level: 'intermediate', kind: 'township' } as const;

async function supervisorOf(app: App) {
	return makeActor(app, 'supervisor', await rootUnionId(app));
}

describeEachEngine('a board, put in order', (engine) => {
	test('the tree by coverage: every union is counted before a page is cut', async () => {
		const app = await engine.createApp();
		for (let n = 0; n < 53; n++) {
			const parentId = await makeUnion(app, { ...town, code: `Z-${100 + n}` });
			const unit = await makeUnion(app, { parentId });
			if (n % 2) await makeUnion(app, { parentId });
			if (n % 3 === 0) await makeResult(app, { unionId: unit, year: 2026 });
		}
		await makeUnion(app, { ...town, code: 'Z-999', name: '没有基层工会的镇' });
		const actor = await supervisorOf(app);
		const shares = async (sort: string) => {
			const rows = await everyPage(async (page) =>
				listCoverage(app.db, await boardOf(app, actor, `sort=${sort}&page=${page}`))
			);
			expect(new Set(rows.map(({ id }) => id)).size).toBe(54);
			return rows.map(({ coverage: { share } }) => share && share.num / share.den);
		};
		const rising = await shares('share');
		expect(rising.at(-1)).toBeNull();
		expect(rising.slice(0, -1)).toEqual(rising.slice(0, -1).toSorted((a, b) => a! - b!));
		const falling = await shares('-share');
		expect(falling.at(-1)).toBeNull();
		expect(falling.slice(0, -1)).toEqual(rising.slice(0, -1).toReversed());
		expect(await shares('-nonsense')).toEqual(await shares('code'));
	});

	test('units by members, searched for, in the spreadsheet as on the page', async () => {
		const app = await engine.createApp();
		for (let n = 0; n < 60; n++)
			await makeUnion(app, { code: `云-${100 + n}`, memberCount: 10 + (n % 4) });
		const actor = await supervisorOf(app);
		const address = 'view=units&sort=-members&q=云-';
		const { filter, fields } = await boardOf(app, actor, address);
		const query = {
			...{ parts: ['missing'] as const, text: fields.q },
			order: parseOrder(fields.sort, listedUnitOrders)
		};
		const rows = await everyPage((page) => listUnits(app.db, coverageFilter(filter), query, page));
		const codes = rows.map(({ code }) => code);
		expect(new Set(codes).size).toBe(60);
		const members = rows.map(({ memberCount }) => memberCount);
		expect(members).toEqual(members.toSorted((a, b) => b - a));
		const file = await visitBoard(app, actor, 'coverage/export', address);
		const { 说明: _, ...sheets } = await readWorkbook(await fileOf(file as Response));
		const lines = (Object.values(sheets)[0] ?? []).slice(1);
		expect(lines.map((line) => line.find((cell) => String(cell).startsWith('云-')))).toEqual(codes);
	});

	test('movers by the rates of either year; a suppressed year is in no order', async () => {
		const app = await engine.createApp();
		const votes = [
			[113, 6],
			[95, 5],
			[19, 1],
			[94, 6],
			[4, 5]
		] as const;
		for (const [n, [yes, no]] of votes.entries()) {
			const unionId = await makeUnion(app, { code: `M-${n}` });
			await makeResult(app, { unionId, year: 2026, votes: [yes, 0, no] });
			await makeResult(app, { unionId, year: 2025, votes: [50 + n, 0, 50] });
		}
		const actor = await supervisorOf(app);
		const codesBy = async (sort: string) => {
			const { filter, fields } = await boardOf(app, actor, `sort=${sort}`);
			const order = parseOrder(fields.sort, moverOrders) ?? { by: 'code', descending: false };
			const { rows } = await pageMovers(app.db, { filter, text: '', order }, 1);
			return rows.map(({ unit }) => unit.code);
		};
		// 94 % < 113/119 < 95 % = 19/20; nine ballots are in none.
		expect(await codesBy('after')).toEqual(['M-3', 'M-0', 'M-1', 'M-2']);
		expect(await codesBy('-after')).toEqual(['M-1', 'M-2', 'M-0', 'M-3']);
		expect(await codesBy('-before')).toEqual(['M-3', 'M-2', 'M-1', 'M-0']);
	});

	test('what waits, by year and union, page and spreadsheet alike', async () => {
		const app = await engine.createApp();
		const actor = await supervisorOf(app);
		for (const [code, year] of [
			['W-2', 2023],
			['W-1', 2021],
			['W-3', 2022]
		] as const) {
			const unionId = await makeUnion(app, { code });
			await enterRow(app, actor, { unionId, row: { year } });
		}
		const listed = async (sort: string) => {
			const query = await boardOf(app, actor, `sort=${sort}`);
			return (await listWaitingResults(app, actor, query)).map(({ union }) => union.code);
		};
		expect(await listed('-code')).toEqual(['W-3', 'W-2', 'W-1']);
		expect(await listed('year')).toEqual(['W-1', 'W-3', 'W-2']);
		expect(await listed('constructor')).toEqual(await listed(''));
	});
});
