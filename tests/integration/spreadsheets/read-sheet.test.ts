import { crc32, deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { zipSync, strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import writeFile from 'write-excel-file/node';
import { Refused } from '$lib/server/refusals';
import { readSheet } from '$lib/server/spreadsheets/read-sheet';

const text = (content: string) => Buffer.from(content, 'utf8');
const table = '组织代码,名称,会员人数\r\nA-1,云溪纺织工会,120\r\n\r\nA-2,"甲,乙",７\r\n';
const read = {
	header: ['组织代码', '名称', '会员人数'],
	rows: [
		{ row: 2, cells: ['A-1', '云溪纺织工会', '120'] },
		{ row: 4, cells: ['A-2', '甲,乙', '７'] }
	],
	merged: []
};

async function refusal(bytes: Uint8Array, name = 'a.xlsx'): Promise<Refused> {
	const error = await readSheet(bytes, name).catch((failure: unknown) => failure);
	if (!(error instanceof Refused)) throw error;
	return error;
}

const code = async (bytes: Uint8Array, name?: string) => (await refusal(bytes, name)).code;

interface Parts {
	sheet: string;
	strings?: string;
	hidden?: string;
}

/** An .xlsx file made of raw XML, to hold what no writing library writes. */
function workbook({ sheet, strings, hidden }: Parts): Record<string, Uint8Array> {
	const relation = (id: string, type: string, target: string) =>
		`<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
	const second = hidden ? `<sheet name="藏" sheetId="2" state="hidden" r:id="r2"/>` : '';
	return {
		'xl/workbook.xml': strToU8(
			`<workbook xmlns:r="r"><sheets>${second}<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`
		),
		'xl/_rels/workbook.xml.rels': strToU8(
			`<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'worksheet', '/xl/worksheets/sheet2.xml')}${relation('r3', 'styles', 'styles.xml')}${relation('r4', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`
		),
		'xl/styles.xml': strToU8(
			`<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`
		),
		...(strings ? { 'xl/sharedStrings.xml': strToU8(strings) } : {}),
		...(hidden ? { 'xl/worksheets/sheet2.xml': strToU8(wrap(hidden)) } : {}),
		'xl/worksheets/sheet1.xml': strToU8(wrap(sheet))
	};
}

const wrap = (body: string) => `<worksheet>${body}</worksheet>`;
const cell = (at: string, value: string) =>
	`<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const head = `<row r="1">${cell('A1', '代码')}${cell('B1', '名称')}</row>`;
const sheetOf = (...rows: string[]) => `<sheetData>${head}${rows.join('')}</sheetData>`;

describe('a .csv file', () => {
	test.each([
		['UTF-8', text(table)],
		['UTF-8 with a BOM', text(`\ufeff${table}`)],
		['GB18030', iconv.encode(table, 'gb18030')],
		['UTF-16', iconv.encode(table, 'utf16le', { addBOM: true })],
		['tabs', text(table.replaceAll('"甲,乙"', '甲,乙').replace(/(?<!甲),/g, '\t'))],
		['semicolons', text(table.replaceAll('"甲,乙"', '甲,乙').replace(/(?<!甲),/g, ';'))],
		['old line ends', text(table.replaceAll('\r\n', '\r'))]
	])('is read in %s, blank rows left out', async (_, bytes) => {
		expect(await readSheet(bytes, 'a.csv')).toEqual(read);
	});

	test('is known by its content, not by its name', async () => {
		expect(await readSheet(text(table), '工会.xlsx')).toEqual(read);
	});

	test('may have a title above its header, and formulas as text', async () => {
		const sheet = await readSheet(text(`2024年工会名册,,\n${table}A-3,"'=cmd|x",1`), 'a.csv');
		expect(sheet.header).toEqual(read.header);
		expect(sheet.rows.at(-1)).toEqual({ row: 6, cells: ['A-3', '=cmd|x', '1'] });
	});

	test.each([
		['sheet_empty', Buffer.alloc(0)],
		['sheet_empty', text('\n\n , ,\n')],
		['sheet_not_table', Buffer.from('%PDF-1.7 …')],
		['sheet_not_table', Buffer.from([1, 0, 2, 0, 3])],
		['sheet_web_page', text('<html><table><tr><td>甲</td></tr></table></html>')],
		['sheet_old', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3])],
		['sheet_encoding', Buffer.from([0x61, 0x2c, 0xff, 0x20, 0x0a])],
		['sheet_quotes', text('代码,名称\nA,"甲\nB,乙\n')],
		['sheet_cell', text(`代码,名称\nA,${'长'.repeat(2001)}`)],
		['sheet_cell', text(`代码,${'（'.repeat(2001)}\nA,甲`)],
		['sheet_rows', text(`代码,名称\n${'A,甲\n'.repeat(50_001)}`)],
		['sheet_columns', text(`代码,名称${',x'.repeat(100)}\n`)],
		['sheet_too_large', Buffer.alloc(20 * 1024 * 1024 + 1, 'a,')]
	])('is refused with %s', async (expected, bytes) => {
		const refused = await refusal(bytes);
		expect(refused.code).toBe(expected);
		expect(refused.text).toMatch(/请/);
	});
});

describe('an .xlsx file', () => {
	test('is read as it was written, days and formulas as text', async () => {
		const bytes = await writeFile([
			[{ value: '代码' }, { value: '名称' }, { value: '人数' }, { value: '日期' }],
			[
				{ value: '=cmd|x', type: String },
				{ value: "'=1+1", type: String },
				{ value: 120, type: Number },
				{ value: new Date('2024-03-01T00:00:00Z'), type: Date, format: 'yyyy"年"m"月"d"日"' }
			]
		]).toBuffer();
		expect((await readSheet(bytes, '工会.csv')).rows).toEqual([
			{ row: 2, cells: ['=cmd|x', '=1+1', '120', '2024-03-01'] }
		]);
	});

	test('keeps row numbers, long numbers, hidden sheets apart and says where cells are merged', async () => {
		const sheet = `${sheetOf(
			`<row r="3"><c r="A3"><v>320102000000001</v></c>${cell('B3', '甲')}</row>`,
			`<row r="4"><c r="A4" t="b"><v>1</v></c></row>`,
			`<row r="9" hidden="1"><c r="A9"><f>1+1</f><v>2</v></c><c r="B9" s="1"><v>45352</v></c></row>`
		)}<mergeCells><mergeCell ref="B3:B4"/></mergeCells>`;
		const bytes = zipSync(
			workbook({ sheet, hidden: sheetOf(`<row r="2">${cell('A2', '藏')}</row>`) })
		);
		expect(await readSheet(bytes, 'a.xlsx')).toEqual({
			header: ['代码', '名称'],
			rows: [
				{ row: 3, cells: ['320102000000001', '甲'] },
				{ row: 4, cells: ['是', ''] },
				{ row: 9, cells: ['2', '2024-03-01'] }
			],
			merged: [{ firstRow: 3, lastRow: 4, firstColumn: 1, lastColumn: 1 }]
		});
	});

	test('that is a zip bomb is refused before it is unpacked, in little memory', async () => {
		const bytes = bomb(300);
		const before = process.memoryUsage().rss;
		expect(await code(bytes)).toBe('sheet_bomb');
		expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
	});

	test('whose headers lie is refused while it is unpacked, in little memory', async () => {
		const bytes = bomb(300, 1000);
		const before = process.memoryUsage().rss;
		expect(await code(bytes)).toBe('sheet_bomb');
		expect(process.memoryUsage().rss - before).toBeLessThan(250e6);
	});

	test('whose one long text stands in very many cells is refused before it fills the server', async () => {
		const cells = Array.from({ length: 26 }, (_, n) => String.fromCharCode(65 + n));
		const rows = Array.from({ length: 1000 }, (_, n) => {
			const row = cells.map((column) => `<c r="${column}${n + 2}" t="s"><v>0</v></c>`);
			return `<row r="${n + 2}">${row.join('')}</row>`;
		});
		const strings = `<sst><si><t>${'长'.repeat(2000)}</t></si></sst>`;
		const bytes = zipSync(workbook({ sheet: sheetOf(...rows), strings }));
		expect(bytes.length).toBeLessThan(200_000);
		expect(await code(bytes)).toBe('sheet_bomb');
	});

	test('whose tags never end is refused before anybody looks for their ends', async () => {
		const open = `<sheetData>${head}${'<c '.repeat(300_000)}`;
		expect(await code(zipSync(workbook({ sheet: open })))).toBe('sheet_damaged');
		const strings = `<sst>${'<si '.repeat(300_000)}`;
		expect(await code(zipSync(workbook({ sheet: sheetOf(), strings })))).toBe('sheet_damaged');
	});

	test('whose entities multiply is read without them', async () => {
		const entities = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>`;
		const strings = `${entities}<sst><si><t>&b;</t></si></sst>`;
		const sheet = sheetOf(`<row r="2"><c r="A2" t="s"><v>0</v></c></row>`);
		const { rows } = await readSheet(zipSync(workbook({ sheet, strings })), 'a.xlsx');
		expect(rows).toEqual([{ row: 2, cells: ['&b;', ''] }]);
	});

	test('whose merged areas lie over each other is refused; those outside the table are left out', async () => {
		const row = `<row r="2">${cell('A2', 'A')}${cell('B2', '甲')}</row>`;
		const merged = (...refs: string[]) =>
			`${sheetOf(row)}<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
		const bytes = zipSync(workbook({ sheet: merged('A2:A90000', 'A1:B2') }));
		expect(await code(bytes)).toBe('sheet_damaged');
		const apart = merged('D1:F9', 'A3:B900000', 'B2:C3', 'A1:B1');
		const sheet = await readSheet(zipSync(workbook({ sheet: apart })), 'a.xlsx');
		expect(sheet.merged).toEqual([{ firstRow: 2, lastRow: 3, firstColumn: 1, lastColumn: 2 }]);
	});

	test('with cells beyond all others is refused, not filled up', async () => {
		const far = sheetOf(`<row r="2"><c r="XFD2"><v>1</v></c></row>`);
		expect(await code(zipSync(workbook({ sheet: far })))).toBe('sheet_columns');
		const deep = sheetOf(`<row r="99999999"><c r="A99999999"><v>1</v></c></row>`);
		expect(await code(zipSync(workbook({ sheet: deep })))).toBe('sheet_damaged');
	});

	test('that is something else, broken or locked says what to do', async () => {
		expect(await code(zipSync({ 'word/document.xml': strToU8('<a/>') }))).toBe('sheet_not_table');
		expect(await code(zipSync(workbook({ sheet: sheetOf() })).subarray(0, 300))).toBe(
			'sheet_damaged'
		);
		expect(await code(zipSync(workbook({ sheet: '<sheetData><row' })))).toMatch(
			/sheet_(damaged|empty)/
		);
		const locked = Buffer.concat([
			Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
			Buffer.from('EncryptedPackage', 'utf16le')
		]);
		expect(await code(locked)).toBe('sheet_password');
		const broken = sheetOf(`<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>`);
		const { rows } = await readSheet(zipSync(workbook({ sheet: broken })), 'a.xlsx');
		expect(rows).toEqual([{ row: 2, cells: ['#公式错误', ''] }]);
		const lost = sheetOf(`<row r="2"><c r="A2" t="s"><v>7</v></c></row>`);
		const refused = await refusal(zipSync(workbook({ sheet: lost })));
		expect([refused.code, refused.about]).toEqual([
			'sheet_error_cell',
			'第 2 行 A 列（VALUE_INVALID）'
		]);
	});
});

/** An archive whose sheet unpacks to some megabytes, and says so unless it claims another size. */
function bomb(megabytes: number, claimed = megabytes * 1e6): Buffer {
	const parts = workbook({ sheet: '' });
	const content = Buffer.alloc(megabytes * 1e6, ' ');
	const packed = deflateRawSync(content);
	const entries = Object.entries(parts).map(([name, bytes]) =>
		name.includes('sheet1')
			? { name, packed, size: claimed, crc: crc32(content) }
			: { name, packed: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) }
	);
	return zipOf(entries);
}

function zipOf(entries: { name: string; packed: Buffer; size: number; crc: number }[]): Buffer {
	const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
	let offset = 0;
	for (const { name, packed, size, crc } of entries) {
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(8, 4);
		common.writeUInt32LE(crc, 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(size, 18);
		common.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		directory.push(
			Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)])
		);
		bodies.push(local);
		offset += local.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...bodies, central, end]);
}
