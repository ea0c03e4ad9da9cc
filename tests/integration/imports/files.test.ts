import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import type { OwnNoun } from '$lib/domain/import/verdict';
import { tableFormats, type TableFormat } from '$lib/server/exports/table-file';
import { exportResponse, problemResponse, templateResponse } from '$lib/server/imports/table-files';
import { readSheet } from '$lib/server/spreadsheets/read-sheet';
import { makeActor } from '../support/actors';
import { describeEachEngine, type Engine } from '../support/engines';
import { makeChair, makeUnion, makeUser, rootUnionId } from '../support/factories';
import { csv, problemsOf, rowsOf, unionHeader, upload } from '../support/imports';
import { fileOf } from '../support/workbook';

const nouns: OwnNoun[] = ['union', 'term', 'member_count'];

async function exported(app: App, noun: OwnNoun, format: TableFormat): Promise<Buffer> {
	const id = await rootUnionId(app);
	const actor = await makeActor(app, 'admin', id);
	const union = { name: '全省', path: `/${id}/` };
	return fileOf(await exportResponse(app, actor, { noun, format, union }));
}

/** Names as forms take them, with all that files may do to them. */
const name = fc
	.string({
		unit: fc.constantFrom(...'云溪县厂（）()＝=+-@\'"，,;； 　\u3000a1０é龘𠮷·'),
		minLength: 1,
		maxLength: 12
	})
	.map((text) => text.trim())
	.filter((text) => text !== '');

const organisation = fc.array(
	fc.record({ name, industry: fc.oneof(fc.constant(''), name), members: fc.nat(99_999) }),
	{ minLength: 1, maxLength: 6 }
);

async function fill(
	app: App,
	unions: { name: string; industry: string; members: number }[],
	run: number
): Promise<void> {
	for (const [index, union] of unions.entries()) {
		const { name, industry, members } = union;
		const code = `P${run}-${index}`;
		const id = await makeUnion(app, { code, name, industry, memberCount: members });
		await makeChair(app, id, { name, startedOn: '2019-05-01' });
		const entered = { entered_by: null, entered_at: app.clock.now().toISOString() as never };
		await app.db
			.insertInto('member_count')
			.values({ union_id: id, year: 2024, members, ...entered })
			.execute();
	}
}

describeEachEngine('a file', (engine: Engine) => {
	test('that was exported changes nothing when it is imported, in every format', async () => {
		const app = await engine.createApp();
		const unionId = await rootUnionId(app);
		const by = await makeUser(app, { role: 'admin', unionId });
		let run = 0;
		await fc.assert(
			fc.asyncProperty(organisation, async (unions) => {
				await fill(app, unions, ++run);
				for (const noun of nouns)
					for (const format of tableFormats) {
						const found = await upload(
							app,
							{ unionId, by, noun, fileName: 'x' },
							await exported(app, noun, format)
						);
						expect(await problemsOf(app, found)).toEqual([]);
						const changed = await rowsOf(app, found, 'changed');
						expect(changed.map(({ changes }) => changes)).toEqual([]);
						expect(found.counts).toEqual({ new: 0, changed: 0, same: found.total, wrong: 0 });
					}
			}),
			{ numRuns: engine.name === 'SQLite' ? 12 : 4 }
		);
	}, 120_000);

	test('comes back with what is wrong, and can be sent again as it is', async () => {
		const app = await engine.createApp();
		const unionId = await rootUnionId(app);
		const by = await makeUser(app, { role: 'admin', unionId });
		const rows = [unionHeader, ['A-1', '=cmd', 'ROOT', '基层工会', '？', '', '是', '']];
		const found = await upload(app, { unionId, by }, csv(rows));
		for (const format of tableFormats) {
			const response = await problemResponse(app, found.id, format);
			const sheet = await readSheet(await fileOf(response!), 'x');
			expect(sheet.header).toEqual([...unionHeader, '问题']);
			expect(sheet.rows[0]?.cells.slice(0, 3)).toEqual(['A-1', '=cmd', 'ROOT']);
			expect(sheet.rows[0]?.cells.at(-1)).toMatch(/类型（E 列）[^]*会员人数（H 列）：没有填写/);
			const again = await upload(
				app,
				{ unionId, by },
				await fileOf((await problemResponse(app, found.id, format))!)
			);
			expect(await problemsOf(app, again)).toEqual(await problemsOf(app, found));
		}
	});

	test('that is a template reads as what it asks for', async () => {
		const app = await engine.createApp();
		const unionId = await rootUnionId(app);
		const by = await makeUser(app, { role: 'admin', unionId });
		for (const noun of nouns)
			for (const format of tableFormats) {
				const bytes = await fileOf(await templateResponse(app, noun, format));
				const found = await upload(app, { unionId, by, noun }, bytes);
				expect([found.state, found.total]).toEqual(['checked', 1]);
				// The unions of the example are not there; nothing else is wrong with it.
				const problems = await problemsOf(app, found);
				expect(problems).toEqual([expect.stringMatching(/没有(找到)?代码为/)]);
			}
	});
});
