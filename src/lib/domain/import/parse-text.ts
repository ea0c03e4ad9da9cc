import { cleanText, plainText } from './clean-text.ts';
import { show } from './parse-number.ts';
import { bad, FAILED_CELL, good, type Parsed } from './parsed.ts';

/** A name of at most `max` characters that has to be there. */
export function parseName(cell: string, max: number): Parsed<string> {
	return cleanText(cell) === '' ? bad('没有填写，请补上。') : parseOptional(cell, max);
}

/** A text of at most `max` characters that may be empty. */
export function parseOptional(cell: string, max: number): Parsed<string> {
	const text = cleanText(cell);
	if (text === FAILED_CELL) return bad('这一格是公式错误，请改成文字。');
	return text.length > max ? bad(`超过 ${max} 个字，请缩短。`) : good(text);
}

/**
 * 组织代码, case kept, full-width letters and digits made plain. A number that a spreadsheet program has shortened
 * (3.20102E+14) has lost digits and is a problem.
 */
export function parseCode(cell: string): Parsed<string> {
	const text = plainText(cell);
	if (text === '') return bad('没有填写，请填写组织代码。');
	if (/^\d+(\.\d+)?e\+?\d+$/i.test(text))
		return bad(`“${show(cell)}”被表格软件缩写，丢了数字。请把这一列设为“文本”格式后重新填写。`);
	const code = text.replace(/^(\d+)\.0+$/, '$1');
	if (!/^[\w-]+$/.test(code)) return bad(`“${show(cell)}”只能用字母、数字、短横线，请改正。`);
	return code.length > 40 ? bad('超过 40 个字符，请核对。') : good(code);
}

const yes = new Set(['是', '有', '对', 'y', 'yes', 'true', '1', '√', '✓', '✔']);
const no = new Set(['否', '不是', '无', '没有', 'n', 'no', 'false', '0', '×', '✗', 'x']);

export function parseYesNo(cell: string): Parsed<boolean> {
	const text = plainText(cell).toLowerCase();
	if (text === '') return bad('没有填写，请填“是”或“否”。');
	if (yes.has(text)) return good(true);
	return no.has(text) ? good(false) : bad(`“${show(cell)}”看不懂，请填“是”或“否”。`);
}

/** One of some named things, by its name or id; brackets and blanks of either width do. */
export function parseChoice<T extends string>(
	cell: string,
	choices: readonly { id: T; name: string }[]
): Parsed<T> {
	const text = comparable(cell);
	const names = choices.map(({ name }) => name).join('、');
	if (text === '') return bad(`没有填写，请从这些里选：${names}。`);
	const found = choices.find(
		({ id, name }) => comparable(name) === text || comparable(id) === text
	);
	return found ? good(found.id) : bad(`“${show(cell)}”不在可选范围内，请从这些里选：${names}。`);
}

/** For comparing names that people type: no blanks, one form of brackets, commas and case. */
export function comparable(text: string): string {
	return plainText(text)
		.toLowerCase()
		.replace(/[、，]/g, ',');
}
