import type { SheetData } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { allCriteria, type RubricLevel } from '$lib/domain/rubric';
import { groupFingerprint } from '$lib/domain/verify/fingerprint';
import type { App } from '$lib/server/app';
import { findFingerprint } from '$lib/server/ballots/sign-receipt';
import { GET as getDocx } from '../../../src/routes/office/unions/[union]/assessments/[year]/docx/+server';
import { GET as getXlsx } from '../../../src/routes/office/unions/[union]/assessments/[year]/xlsx/+server';
import { makeActor } from '../support/actors';
import { makeDrawn } from '../support/draws';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';
import { beginSheet, decide, fillIn, handIn, score } from '../support/filled-sheet';
import { holdSuperior, makeTownship } from '../support/superior';
import { readParagraphs, readTables } from '../support/word-document';
import { fileOf, readPart, readWorkbook } from '../support/workbook';

type Handler = (event: never) => unknown;

/** A request of somebody with a role for the form of a union. */
async function visit(
	app: App,
	handler: Handler,
	union: string,
	role: 'admin' | 'chair',
	at: string
) {
	const actor = await makeActor(app, role, at);
	const event = { locals: { app, actor }, params: { union, year: '2026' } };
	return (await handler(event as never)) as Response;
}

async function formsOf(app: App, union: string) {
	const root = await rootUnionId(app);
	const xlsx = await fileOf(await visit(app, getXlsx, union, 'admin', root));
	const docx = await fileOf(await visit(app, getDocx, union, 'admin', root));
	const { 考核表: scores = [], 数据来源: provenance = [] } = await readWorkbook(xlsx);
	return { xlsx, docx, scores, provenance };
}

/** What the annexes print: points of the sections, and of the groups in their order. */
const annexes: Record<RubricLevel, { sections: number[]; groups: number[] }> = {
	grassroots: {
		sections: [15, 28, 24, 23, 10],
		groups: [5, 6, 4, 8, 7, 5, 4, 4, 6, 4, 4, 6, 4, 8, 2, 9, 4, 10]
	},
	intermediate: {
		sections: [15, 26, 26, 23, 10],
		groups: [4, 7, 4, 9, 4, 5, 4, 4, 6, 5, 5, 6, 4, 8, 2, 9, 4, 10]
	},
	county: {
		sections: [15, 25, 25, 25, 10],
		groups: [4, 7, 4, 8, 4, 5, 4, 4, 4, 3, 4, 4, 6, 4, 8, 2, 8, 7, 10]
	}
};
const levels = Object.keys(annexes) as RubricLevel[];
const reason = '现场核实：两个车间没有发到一次性码';

/** The table of the form: from its head to 合计. */
function tableOf(scores: SheetData): SheetData {
	const head = scores.findIndex(([first]) => first === '考核项目');
	const last = scores.findIndex(([first]) => first === '合计');
	return scores.slice(head + 1, last + 1);
}

/** Whole and half points by turns, so that no two sums are alike by chance. */
function pointsOf(points: number, index: number): number {
	return Math.max(0, 2 * points - (index % 3)) / 2;
}

/** From round to decision; every measured criterion is overridden with half a point. */
async function makeDecided(app: App, level: RubricLevel) {
	const sheet = await beginSheet(app, level);
	const criteria = allCriteria(app.rubrics.rubrics[level]);
	const review = criteria.map(({ points, measure }, i) => (measure ? 0.5 : pointsOf(points, i)));
	const given = new Map(criteria.map(({ id }, i) => [id, review[i] ?? 0]));
	await handIn(app, sheet, ({ points, measure }) => (measure ? {} : score(points)));
	await decide(app, sheet, ({ id, measure }) => score(given.get(id) ?? 0, measure && reason));
	return { sheet, criteria, review };
}

describeEachEngine('the official form', (engine) => {
	test.each(levels)('of %s has every score and every sum of the annex', async (level) => {
		const app = await engine.createApp();
		const { sheet, criteria, review } = await makeDecided(app, level);
		const { scores } = await formsOf(app, sheet.union.id);
		const rubric = app.rubrics.rubrics[level];
		expect(scores.flat()).toContain(rubric.title);
		expect(scores.flat().join()).toContain(`单位：${sheet.union.name}`);
		const rows = tableOf(scores);
		const items = rows.filter(([, text]) => /^\d\./.test(String(text)));
		expect(items).toHaveLength(criteria.length);
		items.forEach(([, text], i) => {
			expect(String(text)).toContain(`${criteria[i]?.text}\u3000${criteria[i]?.points}分`);
		});
		expect(items.map((row) => row[4])).toEqual(review);
		const groups = items.flatMap((row) => (typeof row[2] === 'number' ? [row[2]] : []));
		expect(groups).toEqual(annexes[level].groups);
		const sums = rows.filter(([, text]) => text === '小计');
		expect(sums.map((row) => row[2])).toEqual(annexes[level].sections);
		const own = rubric.sections.map((section) => {
			const ids = section.groups.flatMap((group) => group.criteria.map(({ id }) => id));
			return ids.reduce(
				(sum, id) => sum + (review[criteria.findIndex((one) => one.id === id)] ?? 0),
				0
			);
		});
		expect(sums.map((row) => row[4])).toEqual(own);
		const total = rows.at(-1);
		expect(total?.[2]).toBe(100);
		expect(total?.[4]).toBe(review.reduce((a, b) => a + b, 0));
	});

	test.each(levels)('of %s is the same in Word and as a workbook', async (level) => {
		const app = await engine.createApp();
		const { sheet } = await makeDecided(app, level);
		const { scores, docx } = await formsOf(app, sheet.union.id);
		const [form = []] = readTables(docx);
		const word = form.slice(1).map((row) => row.map((text) => text.replace(/\t/g, '\u3000')));
		const excel = tableOf(scores).map((row) => row.filter((value) => value !== null).map(String));
		// A mark is part of the text in Word, and of the number's format in the workbook; empty cells are no values.
		const plain = word.map((row) =>
			row.map((text) => text.replace(/^([\d.]+)※$/, '$1')).filter(Boolean)
		);
		expect(excel).toEqual(plain);
	});

	test('merges sections and groups as the annex does, and repeats its head on every page', async () => {
		const app = await engine.createApp();
		const { sheet } = await makeDecided(app, 'grassroots');
		const { xlsx, docx } = await formsOf(app, sheet.union.id);
		const merged = readPart(xlsx, 'xl/worksheets/sheet1.xml').match(
			/<mergeCell ref="[A-E]\d+:[A-E]\d+"/g
		);
		// 15 points: three groups of 3, 2 and 2 criteria, and their sum.
		expect(merged).toContain('<mergeCell ref="A5:A12"');
		for (const group of ['C5:C7', 'C8:C9', 'C10:C11'])
			expect(merged).toContain(`<mergeCell ref="${group}"`);
		expect(readPart(xlsx, 'xl/workbook.xml')).toContain("'考核表'!$4:$4");
		const setup = readPart(xlsx, 'xl/worksheets/sheet1.xml');
		expect(setup).toContain('paperSize="9"');
		expect(setup).toContain('第 &amp;P 页，共 &amp;N 页');
		const word = readPart(docx, 'word/document.xml');
		expect(word).toContain('<w:tblHeader/>');
		expect(word.match(/<w:vMerge w:val="restart"\/>/g)).toHaveLength(5 + 18);
		expect(word).toMatch(
			/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"|<w:pgSz [^>]*w:h="16838"[^>]*w:w="11906"/
		);
		for (const font of ['宋体', '黑体', '仿宋']) expect(word).toContain(`w:eastAsia="${font}"`);
		const footer = readPart(docx, 'word/footer1.xml');
		for (const field of ['PAGE', 'NUMPAGES']) expect(footer).toContain(field);
	});

	test('marks overrides, and says why, who and when', async () => {
		const app = await engine.createApp();
		const { sheet } = await makeDecided(app, 'grassroots');
		const { xlsx, docx, scores } = await formsOf(app, sheet.union.id);
		const trusted = tableOf(scores).find(([, text]) => String(text).includes('民主测评满意度'));
		expect(trusted?.[1]).toMatch(
			/实测：满意率94\.96%（113\/119），标准85%；达到标准，建议得满分。/
		);
		expect(trusted?.[1]).toContain('※人工改定：实测建议6分，考评分改定为0.5分。理由：' + reason);
		expect(trusted?.[1]).toMatch(/2026年11月22日 09:00/);
		expect(readPart(xlsx, 'xl/styles.xml')).toContain('General&quot;※&quot;');
		expect(readTables(docx)[0]?.flat()).toContain('0.5※');
	});

	test('says where every score comes from', async () => {
		const app = await engine.createApp();
		const { sheet, criteria } = await makeDecided(app, 'intermediate');
		const { provenance, docx } = await formsOf(app, sheet.union.id);
		const text = provenance.flat().filter(Boolean).join('\n');
		const word = [...readTables(docx).slice(2).flat(2), ...readParagraphs(docx)].join('\n');
		for (const said of [text, word]) {
			expect(said).toContain('机制面75.00%（3/4），标准90%；未达到标准，建议得0分');
			expect(said).toContain('4家，其中3家本年度有计入考核的会员评家结果');
			expect(said).toContain('第1纺织厂工会（没有评议结果）');
			expect(said).toContain(`人工改定：${reason}`);
		}
		const names = await app.db
			.selectFrom('user')
			.select(['id', 'name'])
			.where('id', 'in', [sheet.staff, sheet.reviewer])
			.execute();
		const nameOf = (id: string) => names.find((one) => one.id === id)?.name;
		const lines = provenance.filter(
			(row) => /第\d组第\d项$/.test(String(row[0])) && row.length > 2
		);
		const entries = lines.filter((row) =>
			row.some((value) => String(value).includes('2026-11-22'))
		);
		expect(entries).toHaveLength(criteria.length);
		expect(entries[0]).toContain(`${nameOf(sheet.staff)} 2026-11-22 09:00`);
		expect(entries[0]).toContain(`${nameOf(sheet.reviewer)} 2026-11-22 09:00`);
	});

	test('names surveys and draws so that anybody can check them', async () => {
		const app = await engine.createApp();
		const town = await makeTownship(app, 12);
		const { surveyId } = await holdSuperior(app, town, Array(12).fill('satisfied'));
		const plan = { method: 'fixed', sizes: { enterprise: 4 } } as const;
		const draw = await makeDrawn(
			app,
			{ unionId: town.unionId, plan },
			'dice-314159',
			town.supervisor
		);
		const { provenance, docx } = await formsOf(app, town.unionId);
		const fingerprint = groupFingerprint((await findFingerprint(app, surveyId)) ?? '');
		const texts = [provenance.flat().join('\n'), readTables(docx).flat(2).join('\n')];
		for (const text of texts)
			for (const said of [surveyId, fingerprint, draw.id, draw.frameHash, 'dice314159'])
				expect(text).toContain(said);
		expect(texts[0]).toMatch(/满意率100\.00%（12\/12），标准85%；达到标准/);
		expect(texts[0]).toMatch(/从12家中抽取4家/);
	});

	test('of a sheet with something that does not apply scales the rest to a hundred', async () => {
		const app = await engine.createApp();
		const sheet = await beginSheet(app, 'grassroots');
		const away = 'organisation.3.1';
		await handIn(app, sheet, ({ id, points, measure }) => {
			if (id === away) return { exemption: ['proposed', '会员不到200人'] };
			return measure ? {} : score(points);
		});
		await fillIn(app, sheet, 'review', ({ id, points, measure }) => {
			if (id === away) return { exemption: ['accepted', '已核实'] };
			if (id === 'organisation.1.1')
				return { ...score(1.5), 'rate.0': ['89/100'], remark: ['缺10人'] };
			return measure ? {} : score(points);
		});
		const { scores, provenance, docx } = await formsOf(app, sheet.union.id);
		const rows = tableOf(scores);
		const item = rows.find(([, text]) => String(text).startsWith('1.职工200人以上'));
		expect([item?.[3], item?.[4]]).toEqual(['不适用', '不适用']);
		expect(item?.[1]).toMatch(/不适用：会员不到200人（.*）；考评同意：已核实（/);
		expect(rows.at(-1)?.slice(2)).toEqual([100, 99, 98.5]);
		const scaled = scores.find(([first]) => first === '折合');
		expect(scaled?.slice(3)).toEqual(['99/99\n100.00', '98.5/99\n99.49']);
		expect(readTables(docx)[0]?.at(-1)?.slice(-2)).toEqual(scaled?.slice(3));
		const evidence = provenance.map((row) => row.filter(Boolean).join(' '));
		expect(evidence.join('\n')).toMatch(/组织健全 第1组第1项 考评分 缺10人/);
		expect(evidence.join('\n')).toMatch(/89\/100，即89\.00%，标准90%/);
	});

	test('of a sheet that nobody has reviewed leaves the review blank', async () => {
		const app = await engine.createApp();
		const sheet = await beginSheet(app, 'grassroots');
		const { scores, provenance } = await formsOf(app, sheet.union.id);
		const rows = tableOf(scores);
		expect(rows.map((row) => row[4] ?? null).filter((score) => score !== null)).toEqual([]);
		// What was measured stands as self score; nobody types it.
		expect(rows.at(-1)?.[3]).toBe(6);
		expect(provenance.flat()).toContain('还没有填写任何分数。');
	});

	test('has a Chinese name, and keeps texts texts', async () => {
		const app = await engine.createApp();
		const sheet = await beginSheet(app, 'grassroots');
		const trick = '=HYPERLINK("http://evil")\u0001&<b>';
		await app.db
			.updateTable('union')
			.set({ name: trick })
			.where('id', '=', sheet.union.id)
			.execute();
		const root = await rootUnionId(app);
		const response = await visit(app, getDocx, sheet.union.id, 'admin', root);
		const disposition = response.headers.get('content-disposition') ?? '';
		expect(disposition).toContain(encodeURIComponent('2026年考核验收细则.docx'));
		expect(disposition).not.toMatch(/[^\x20-\x7e]/);
		const { xlsx, docx } = await formsOf(app, sheet.union.id);
		expect(readPart(xlsx, 'xl/worksheets/sheet2.xml')).not.toContain('<f>');
		expect(readParagraphs(docx).join()).toContain('单位：=HYPERLINK("http://evil")&<b>');
	});

	test('is for those who may read the sheet, and for levels that have one', async () => {
		const app = await engine.createApp();
		const sheet = await beginSheet(app, 'grassroots');
		const other = await makeUnion(app);
		for (const handler of [getDocx, getXlsx]) {
			await expect(visit(app, handler, sheet.union.id, 'chair', other)).rejects.toMatchObject({
				status: 404
			});
			expect((await visit(app, handler, sheet.union.id, 'chair', sheet.union.id)).status).toBe(200);
		}
		const city = await makeUnion(app, {
			level: 'city',
			kind: 'federation',
			parentId: null as never
		});
		const root = await rootUnionId(app);
		await expect(visit(app, getXlsx, city, 'admin', root)).rejects.toMatchObject({ status: 404 });
	});
});
