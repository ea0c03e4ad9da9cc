import type { ImportColumn } from './import/match-header.ts';
import { comparable } from './import/parse-text.ts';
import type { HistoryField } from './history-row.ts';
import { historyFieldNames } from './history-text.ts';

export type HistoryColumn =
	HistoryField | 'code' | 'year' | 'subject' | 'chair' | 'electorate' | 'note';

const mayBeMissing: readonly HistoryField[] = ['unsure', 'blank', 'invalid'];
const synonyms: Partial<Record<HistoryField, readonly string[]>> = {
	eligible: ['应参评人数', '应到人数', '应参加人数'],
	issued: ['发放票数', '发票', '发出', '发出票数'],
	returned: ['收回票数', '收票', '回收'],
	satisfied: ['满意票', '满意票数'],
	basically_satisfied: ['基本满意票', '基本满意票数'],
	dissatisfied: ['不满意票', '不满意票数'],
	unsure: ['不了解票', '不了解票数'],
	blank: ['弃权票', '弃权票数'],
	invalid: ['无效票', '无效票数', '废票']
};

const figures = (Object.keys(historyFieldNames) as HistoryField[]).map(
	(key): ImportColumn<HistoryColumn> => ({
		...{ key, header: historyFieldNames[key], synonyms: synonyms[key] ?? [] },
		required: !mayBeMissing.includes(key)
	})
);

/** The columns of a spreadsheet of earlier years' figures, as the template has them. */
export const historyColumns: readonly ImportColumn<HistoryColumn>[] = [
	{ key: 'code', header: '组织代码', synonyms: ['工会代码', '代码', '编码'], required: true },
	{ key: 'year', header: '年度', synonyms: ['年份', '年'], required: true },
	{ key: 'subject', header: '评议内容', synonyms: ['内容', '评议对象', '项目'], required: true },
	{ key: 'chair', header: '被评主席', synonyms: ['主席', '主席姓名', '工会主席'], required: false },
	{ key: 'electorate', header: '参评范围', synonyms: ['范围', '参评人员'], required: false },
	...figures,
	{ key: 'note', header: '说明', synonyms: ['备注'], required: false }
];

/** The headers that hold shares: they are refused, since counts are what is imported. */
export function rateHeaders(header: readonly string[]): string[] {
	return header.filter((text) => /[率%％]|比例/.test(comparable(text)));
}
