import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';
import { columnName } from './column-name.ts';
import { matchHeader, type ImportColumn } from './match-header.ts';
import { parseDay } from './parse-day.ts';
import { parseCount, parseYear } from './parse-number.ts';
import { parseChoice, parseCode, parseName, parseYesNo } from './parse-text.ts';

describe('a number of people', () => {
	it.each([
		['120', 120],
		['１２０', 120],
		[' 1,200 ', 1200],
		['１，２００', 1200],
		['1.0E+5', 100_000],
		['120.0', 120],
		['120 人', 120],
		['\u00a035\u3000', 35],
		['0', 0]
	])('reads %j', (cell, value) => expect(parseCount(cell)).toEqual({ value }));

	it.each(['', '十二', '-3', '1.5', '1,20', '1e9', '12 34x', '=cmd', '1/2'])(
		'says what is wrong with %j',
		(cell) => expect(parseCount(cell).problem).toMatch(/请/)
	);

	it('gives back every number that is printed', () => {
		fc.assert(
			fc.property(fc.nat(99_999_999), (n) => {
				expect(parseCount(String(n)).value).toBe(n);
				expect(parseCount(n.toLocaleString('en')).value).toBe(n);
			})
		);
	});
});

describe('a day', () => {
	it.each([
		...['2024-3-1', '2024/3/1', '2024.3.1', '2024年3月1日', '20240301', '２０２４－３－１'],
		...[
			'2024-03-01 00:00:00',
			'2024-03-01T00:00:00.000Z',
			'45352',
			'2024 年 3 月 1 日',
			'2024年3月1号'
		]
	])('reads %j', (cell) => expect(parseDay(cell)).toEqual({ value: '2024-03-01' }));

	it.each([
		'',
		'2024年3月',
		'3/1/2024',
		'2023-02-29',
		'24-3-1',
		'2024-13-01',
		'昨天',
		'1850-01-01'
	])('says what is wrong with %j', (cell) => expect(parseDay(cell).problem).toMatch(/请/));

	it('gives back every day that is printed, in each of its forms', () => {
		const day = fc.date({
			min: new Date('1950-01-01'),
			max: new Date('2099-12-31'),
			noInvalidDate: true
		});
		fc.assert(
			fc.property(day, (date) => {
				const text = date.toISOString().slice(0, 10);
				const [y, m, d] = text.split('-').map(Number);
				for (const form of [text, `${y}/${m}/${d}`, `${y}年${m}月${d}日`])
					expect(parseDay(form).value).toBe(text);
				const serial = (Date.parse(text) - Date.UTC(1899, 11, 30)) / 86_400_000;
				expect(parseDay(String(serial)).value).toBe(text);
			})
		);
	});
});

describe('texts', () => {
	it('cleans what cannot be seen and keeps what can', () => {
		expect(cleanText(' \ufeff云溪　县\u200b总工会\n（本级） ')).toBe('云溪 县总工会 （本级）');
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(cleanText(cleanText(text))).toBe(cleanText(text));
			})
		);
	});

	it.each([
		['YX-01', 'YX-01'],
		['ＹＸ－０１', 'YX-01'],
		[' 320102 ', '320102'],
		['320102.0', '320102'],
		['007', '007']
	])('reads the code %j', (cell, value) => expect(parseCode(cell)).toEqual({ value }));

	it.each(['', '3.20102E+14', '云溪', '=cmd', 'a'.repeat(41)])('refuses the code %j', (cell) =>
		expect(parseCode(cell).problem).toBeTruthy()
	);

	it('takes names as they are, a formula too', () => {
		expect(parseName("=cmd|'/c calc'!A1", 100)).toEqual({ value: "=cmd|'/c calc'!A1" });
		expect(parseName('　', 100).problem).toBeTruthy();
	});

	it('reads yes, no and names of choices', () => {
		for (const cell of ['是', ' Ｙ', '√', '1', 'TRUE']) expect(parseYesNo(cell).value).toBe(true);
		for (const cell of ['否', 'x', '0', 'No']) expect(parseYesNo(cell).value).toBe(false);
		expect(parseYesNo('也许').problem).toMatch(/是/);
		const choices = [{ id: 'county', name: '县(市、区)总工会' }] as const;
		for (const cell of ['县（市、区）总工会', '县(市，区)总工会 ', 'county'])
			expect(parseChoice(cell, choices).value).toBe('county');
		expect(parseChoice('村', choices).problem).toContain('县(市、区)总工会');
	});

	it('reads years up to the present one', () => {
		for (const cell of ['2024', '2024年', '２０２４年度', '2024.0'])
			expect(parseYear(cell, 2026)).toEqual({ value: 2024 });
		for (const cell of ['', '24', '2027', '1999'])
			expect(parseYear(cell, 2026).problem).toBeTruthy();
	});
});

describe('a header', () => {
	const columns: ImportColumn<'code' | 'name' | 'members'>[] = [
		{ key: 'code', header: '组织代码', synonyms: ['工会代码', '代码'], required: true },
		{ key: 'name', header: '名称', synonyms: ['工会名称'], required: true },
		{ key: 'members', header: '会员人数', synonyms: [], required: false }
	];

	it('is found in any order, by any of its names, with remarks', () => {
		const found = matchHeader(['备注', '工会 名称（必填）', '* 代码', '会员人数(人)'], columns);
		expect(found).toEqual({
			places: { name: 1, code: 2, members: 3 },
			problems: [],
			unknown: ['备注']
		});
	});

	it('names what is missing and what is there twice', () => {
		const { problems } = matchHeader(['名称', '工会名称'], columns);
		expect(problems).toEqual([
			'缺少“组织代码”一列，请补上。',
			'“名称”有 2 列（A、B），请只留一列。'
		]);
	});

	it('calls columns as spreadsheet programs do', () => {
		expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
	});
});
