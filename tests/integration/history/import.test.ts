import { expect, test } from 'vitest';
import { historyColumns } from '$lib/domain/history-columns';
import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';
import { importHistory, previewHistory } from '$lib/server/history/import-history';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, rootUnionId } from '../support/factories';

const header = historyColumns.map((column) => column.header);

function csv(...rows: string[]): { name: string; bytes: Uint8Array } {
	const text = `\ufeff${[header.join(','), ...rows].join('\r\n')}\r\n`;
	return { name: '历年.csv', bytes: Buffer.from(text) };
}

const rowOf = (code: string, year: number, subject = '会员评家', satisfied = 90) =>
	`${code},${year},${subject},,全体会员,120,118,110,${satisfied},10,5,3,1,1,原件存县总工会`;

async function codeOf(app: App, id: string): Promise<string> {
	const union = await app.db
		.selectFrom('union')
		.select('code')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return union.code;
}

async function makePeople(app: App) {
	const [one, two] = [await makeUnion(app), await makeUnion(app)];
	await makeChair(app, one, { startedOn: '2019-01-01' });
	return {
		codes: [await codeOf(app, one), await codeOf(app, two)] as const,
		supervisor: await makeActor(app, 'supervisor', await rootUnionId(app)),
		staff: await makeActor(app, 'staff', one)
	};
}

async function entered(app: App): Promise<number> {
	return (await app.db.selectFrom('history').select('result_id').execute()).length;
}

async function enterAll(app: App, actor: Actor, rows: string[]): Promise<void> {
	const { table } = await previewHistory(app, actor, csv(...rows));
	expect(await importHistory(app, actor, table ?? '')).toBe(rows.length);
}

describeEachEngine('a spreadsheet of earlier figures', (engine) => {
	test('of many unions and years is shown first and entered then, all of it', async () => {
		const app = await engine.createApp();
		const { codes, supervisor } = await makePeople(app);
		const [one, two] = codes;
		const file = csv(
			...[rowOf(one, 2022), rowOf(one, 2023), rowOf(one, 2023, '评议主席'), rowOf(two, 2023)]
		);
		const preview = await previewHistory(app, supervisor, file);
		expect(preview).toMatchObject({ problems: [], rows: 4, unions: 2, wrong: [] });
		expect(await entered(app)).toBe(0);
		expect(await importHistory(app, supervisor, preview.table ?? '')).toBe(4);
		const rows = await app.db
			.selectFrom('result')
			.innerJoin('history', 'history.result_id', 'result.id')
			.select(['status', 'origin', 'note', 'source'])
			.distinct()
			.execute();
		expect(rows).toEqual([
			{ status: 'pending', origin: 'import', note: '原件存县总工会', source: 'history' }
		]);
		// Pressed twice, it is entered once.
		expect(await importHistory(app, supervisor, preview.table ?? '')).toBe(0);
		expect(await entered(app)).toBe(4);
	});

	test('says of rows that were entered before that nothing changes, and enters the others', async () => {
		const app = await engine.createApp();
		const { codes, supervisor } = await makePeople(app);
		const [one, two] = codes;
		// The second one is of a small group: of it no opinion is kept, and none is compared.
		const small = (satisfied: number, participation = '9,9,7') =>
			`${two},2022,会员评家,,全体会员,${participation},${satisfied},${7 - satisfied},0,0,0,0,`;
		const rows = [rowOf(one, 2022), small(5), rowOf(one, 2023, '评议主席')];
		await enterAll(app, supervisor, rows);
		const again = await previewHistory(app, supervisor, csv(...rows));
		expect(again).toMatchObject({ rows: 3, same: 3, wrong: [], table: null });
		const other = await previewHistory(app, supervisor, csv(small(6)));
		expect(other).toMatchObject({ same: 1, wrong: [] });
		const more = await previewHistory(app, supervisor, csv(...rows, rowOf(two, 2023)));
		expect(more).toMatchObject({ rows: 4, same: 3, wrong: [] });
		expect(await importHistory(app, supervisor, more.table ?? '')).toBe(1);
		expect(await entered(app)).toBe(4);
		for (const changed of [rowOf(one, 2022).replace('90,10', '91,9'), small(5, '10,9,7')])
			expect((await previewHistory(app, supervisor, csv(changed))).wrong).toHaveLength(1);
		// What was refused does not stand, and may be entered anew.
		await app.db.updateTable('result').set({ status: 'refused' }).execute();
		expect(await previewHistory(app, supervisor, csv(...rows))).toMatchObject({
			same: 0,
			wrong: []
		});
	});

	test('enters nothing while anything is wrong, even where the preview is passed by', async () => {
		const app = await engine.createApp();
		const { codes, supervisor } = await makePeople(app);
		const [one, two] = codes;
		const wrong = csv(rowOf(one, 2023), rowOf(two, 2023, '会员评家', 91));
		const preview = await previewHistory(app, supervisor, wrong);
		expect(preview).toMatchObject({ rows: 2, table: null, wrong: [{ row: 3, column: 'H' }] });
		const rows = [rowOf(one, 2023), rowOf(two, 2023, '会员评家', 91)].map((text, index) => ({
			...{ row: index + 2, cells: text.split(',') }
		}));
		for (const table of [JSON.stringify({ header, rows }), '{', '{"header":[],"rows":[]}'])
			await expect(importHistory(app, supervisor, table)).rejects.toMatchObject({ status: 400 });
		expect(await entered(app)).toBe(0);
	});

	test('of other unions is refused, and shares are no counts', async () => {
		const app = await engine.createApp();
		const { codes, staff } = await makePeople(app);
		const [one, two] = codes;
		const preview = await previewHistory(app, staff, csv(rowOf(one, 2023), rowOf(two, 2023)));
		expect(preview.wrong).toEqual([
			{ row: 3, column: 'A', text: expect.stringContaining('不在您的管理范围内') }
		]);
		const rates = { name: '率.csv', bytes: Buffer.from('组织代码,年度,满意率\r\nA,2023,97%\r\n') };
		const { problems, table } = await previewHistory(app, staff, rates);
		expect([problems[0], table]).toEqual([expect.stringContaining('请填人数'), null]);
	});
});
