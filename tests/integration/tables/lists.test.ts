import { expect, test } from 'vitest';
import { importStates } from '$lib/domain/import/verdict';
import { parseOrder } from '$lib/domain/row-order';
import type { App } from '$lib/server/app';
import { toInstant } from '$lib/server/database/values';
import { historyOrders, listHistory } from '$lib/server/history/list-history';
import { importOrders, listImports } from '$lib/server/imports/list-imports';
import { searchUnions } from '$lib/server/unions/search-unions';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { everyPage } from '../support/every-page';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import { enterRow } from '../support/history';
import { csv, unionHeader, upload } from '../support/imports';

const names = ['云溪纺织厂', '大桥镇', '安宁医院', '朝阳小学', 'ABC 电子', 'ａｂｃ电子', '〇一厂'];

describeEachEngine('a list in pages, put in order', (engine) => {
	test('unions: equal numbers of members neither repeat nor lose one', async () => {
		const app = await engine.createApp();
		for (let n = 0; n < 120; n++)
			await makeUnion(app, {
				...{ code: `云-${100 + n}`, name: `${names[n % names.length]}工会` },
				memberCount: (n * 7) % 3
			});
		const filter = { text: '云-', level: null, kind: null, below: null };
		for (const descending of [false, true]) {
			const found = await everyPage(async (page) => {
				const order = { by: 'members', descending } as const;
				const { unions, pages } = await searchUnions(app.db, null, { ...filter, order, page });
				return { rows: unions, pages };
			});
			expect(new Set(found.map(({ id }) => id)).size).toBe(120);
			expect(found).toEqual(
				found.toSorted(
					(a, b) =>
						(descending ? b.member_count - a.member_count : a.member_count - b.member_count) ||
						(a.code < b.code ? -1 : 1)
				)
			);
		}
	});

	test('earlier figures: by year, union or entry, never by what they say', async () => {
		const app = await engine.createApp();
		const staff = await makeActor(app, 'supervisor', await rootUnionId(app));
		const codes = new Map<string, string>();
		for (let n = 0; n < 20; n++) {
			const code = `H-${names[n % 7]}-${n}`;
			const unionId = await makeUnion(app, { code });
			codes.set(unionId, code);
			for (const year of [2021, 2022, 2023]) await enterRow(app, staff, { unionId, row: { year } });
		}
		const filter = { scope: null, status: null, below: null, text: '', year: null };
		const listed = async (sort: string) => {
			const order = parseOrder(sort, historyOrders);
			const views = await everyPage((page) => listHistory(app.db, filter, page, order));
			expect(new Set(views.map(({ result }) => result.id)).size).toBe(60);
			return views;
		};
		const codesOf = async (sort: string) =>
			(await listed(sort)).map(({ union }) => codes.get(union.id) ?? '');
		// As both engines compare texts: by code point.
		expect(await codesOf('code')).toEqual((await codesOf('code')).toSorted(byCodePoint));
		expect(await codesOf('-code')).toEqual((await codesOf('code')).toReversed());
		const years = (await listed('year')).map(({ result }) => result.year);
		expect(years).toEqual(years.toSorted((a, b) => a - b));
		expect(await listed('-rate')).toEqual(await listed(''));
		expect((await listed('entered')).length).toBe(60);
	});

	test('imports: by file, state and rows, and found by words', async () => {
		const { app, files } = await makeImports(engine.createApp);
		const listed = async (sort: string, text = '') =>
			everyPage(async (page) => {
				const order = parseOrder(sort, importOrders);
				const { imports, pages } = await listImports(app.db, null, { text, order, page });
				return { rows: imports, pages };
			});
		const byFile = (await listed('file')).map(({ fileName }) => fileName);
		expect(byFile).toEqual(files.toSorted(byCodePoint));
		expect((await listed('-file')).map(({ fileName }) => fileName)).toEqual(byFile.toReversed());
		const totals = (await listed('-rows')).map(({ total }) => total);
		expect(totals).toEqual(totals.toSorted((a, b) => b - a));
		const states = (await listed('state')).map(({ state }) => importStates.indexOf(state));
		expect(states).toEqual(states.toSorted((a, b) => a - b));
		expect(new Set(states).size).toBeGreaterThan(1);
		expect(await listed('nonsense')).toEqual(await listed('-at'));
		expect((await listed('', '云溪')).map(({ fileName }) => fileName)).toEqual(['云溪纺织厂.csv']);
		expect(await listed('', '100%')).toEqual([]);
	});
});

const byCodePoint = (a: string, b: string) =>
	Buffer.compare(Buffer.from(a.toLowerCase()), Buffer.from(b.toLowerCase()));

async function makeImports(createApp: () => Promise<App>) {
	const app = await createApp();
	const unionId = await rootUnionId(app);
	const by = await makeUser(app, { role: 'admin', unionId });
	const files = ['云溪纺织厂.csv', '安宁.csv', '朝阳.csv', 'ABC.csv'];
	for (const [n, fileName] of files.entries()) {
		const rows = Array.from({ length: 1 + (n % 2) }, (_, i) => `I-${n}-${i}`);
		const lines = rows.map((code) => [code, `${code}工会`, 'T-0', 'x', 'x', '', '是', 5]);
		await upload(app, { unionId, by, fileName }, csv([unionHeader, ...lines]));
	}
	// All at the same instant, and one thrown away.
	await app.db
		.updateTable('import')
		.set({ created_at: toInstant(app.clock.now()) })
		.execute();
	await app.db
		.updateTable('import')
		.set({ state: 'discarded' })
		.where('file_name', '=', '安宁.csv')
		.execute();
	return { app, files };
}
