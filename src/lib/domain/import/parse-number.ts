import { plainText } from './clean-text.ts';
import { bad, good, type Parsed } from './parsed.ts';

const MAX = 99_999_999;

/**
 * A number of people: 1,200 and １２００ and 1.2E+3 and 1200.0 and 1200人 are all 1200; anything that is no whole number
 * from 0 to 99,999,999 is a problem.
 */
export function parseCount(cell: string): Parsed<number> {
	const text = plainText(cell).replace(/[人名票张]$/, '');
	if (text === '') return bad('没有填写，请填写整数。');
	const digits = /^[+-]?\d{1,3}([,，]\d{3})+(\.\d+)?$/.test(text)
		? text.replace(/[,，]/g, '')
		: text;
	if (!/^[+-]?\d+(\.\d*)?(e[+-]?\d{1,3})?$/i.test(digits))
		return bad(`“${show(cell)}”不是数字，请改成整数。`);
	const value = Number(digits);
	if (!Number.isInteger(value)) return bad(`“${show(cell)}”不是整数，请改成整数。`);
	if (value < 0) return bad(`“${show(cell)}”是负数，请核对。`);
	if (value > MAX) return bad(`“${show(cell)}”太大，请核对。`);
	return good(value);
}

/** A year from 2000 to `last`: 2024, ２０２４, 2024年, 2024年度. */
export function parseYear(cell: string, last: number): Parsed<number> {
	const text = plainText(cell)
		.replace(/年度?$/, '')
		.replace(/\.0+$/, '');
	if (text === '') return bad('没有填写，请填写年度，例如 2024。');
	if (!/^20\d\d$/.test(text)) return bad(`“${show(cell)}”不是年度，请写成 2024 这样的四位数字。`);
	if (Number(text) > last) return bad(`${text} 年还没有到，请核对。`);
	return good(Number(text));
}

/** What stands in a cell, short enough to be quoted. */
export function show(cell: string): string {
	const text = cleanForQuote(cell);
	return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

function cleanForQuote(cell: string): string {
	return cell.replace(/\s+/g, ' ').trim();
}
