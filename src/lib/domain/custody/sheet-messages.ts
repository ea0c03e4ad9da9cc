import type { SheetError } from './key-sheet.ts';

/** What to tell whoever scanned or typed a sheet, and what to do next. */
export function sheetMessage(problem: SheetError): string {
	switch (problem.error) {
		case 'empty':
			return '请输入钥匙单上的 8 组数字。';
		case 'characters':
			return '这不是钥匙单：内容里有数字以外的字符。请扫钥匙单上的二维码，或只输入 8 组数字。';
		case 'ballot_code':
			return '这是会员作答用的 16 位码，不是钥匙单。请找到印有“钥匙单”字样的纸。';
		case 'length':
			return '位数不对：钥匙单上是 8 组、每组 6 位，共 48 位数字。请检查有没有漏一组或多输。';
		case 'groups':
			return `第 ${problem.groups.join('、')} 组输错了，请对照钥匙单重新输入这${problem.groups.length > 1 ? '几' : '一'}组。`;
		case 'whole':
			return '各组单独看没有错，但合起来不是一张钥匙单。可能混入了另一张单子上的数字，请整张重新输入。';
	}
}
