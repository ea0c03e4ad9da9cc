import { plainText } from './clean-text.ts';
import { show } from './parse-number.ts';
import { bad, good, type Parsed } from './parsed.ts';

const EXAMPLE = '请写成 2024-03-01 这样的日期。';
/** Day 0 of spreadsheet programs, for every day from March 1900 on. */
const ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A calendar day as 2024-03-01. Understood: 2024-3-1, 2024/3/1, 2024.3.1, 2024年3月1日, 20240301, with or without a time of
 * midnight, full-width or not, and the number by which spreadsheet programs store a day (45352). Whatever leaves the day
 * or the order open (2024年3月, 3/1/2024) is a problem, and so is a day that no calendar has.
 */
export function parseDay(cell: string): Parsed<string> {
	const text = plainText(cell).replace(/T?00:00(:00(\.0+)?)?Z?$/, '');
	if (text === '') return bad(`没有填写，${EXAMPLE}`);
	if (/^\d{5}(\.0+)?$/.test(text)) return fromSerial(cell, Number(text));
	const [, year, month, day] =
		/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ??
		/^(\d{4})(\d\d)(\d\d)$/.exec(text) ??
		[];
	if (!year || !month || !day) return bad(`“${show(cell)}”不是完整的日期，${EXAMPLE}`);
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	const exists = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
	if (!exists) return bad(`“${show(cell)}”不是日历上有的日期，请核对。`);
	return inCentury(cell, date);
}

function fromSerial(cell: string, days: number): Parsed<string> {
	return inCentury(cell, new Date(ZERO + days * DAY_MS));
}

function inCentury(cell: string, date: Date): Parsed<string> {
	const year = date.getUTCFullYear();
	if (year < 1900 || year > 2099) return bad(`“${show(cell)}”的年份不对，${EXAMPLE}`);
	return good(date.toISOString().slice(0, 10));
}
