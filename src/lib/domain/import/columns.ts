import type { ImportColumn } from './match-header.ts';
import type { OwnNoun } from './verdict.ts';

/** A column of a template: what to fill in, and an example. */
export interface TemplateColumn<K extends string = string> extends ImportColumn<K> {
	/** In Chinese characters. */
	width: number;
	hint: string;
	example: string;
	/** A value that merged cells give to all their rows: 上级 of many unions, say; of other columns it is a mistake. */
	fillsDown?: boolean;
}

export type UnionKey =
	| 'code'
	| 'name'
	| 'parent'
	| 'level'
	| 'kind'
	| 'industry'
	| 'independent'
	| 'members'
	| 'founded';

const code = {
	...{ header: '组织代码', synonyms: ['工会代码', '代码', '单位代码', '编号', '工会编号'] },
	...{ required: true, width: 12 }
};

export const unionColumns: readonly TemplateColumn<UnionKey>[] = [
	{
		...{ key: 'code', ...code, example: 'YX-01-001' },
		hint: '必填，不能重复。字母、数字、短横线。系统按它认工会：有的修改，没有的新增。'
	},
	{
		...{ key: 'name', header: '名称', synonyms: ['工会名称', '单位名称', '工会全称'] },
		...{ required: true, width: 22, hint: '必填，最多 100 个字。', example: '云溪纺织厂工会' }
	},
	{
		...{ key: 'parent', header: '上级代码', required: false, width: 12, example: 'YX-01' },
		synonyms: ['上级组织代码', '上级工会代码', '上级工会', '上级'],
		fillsDown: true,
		hint: '新增时必填：上级工会的组织代码。上级可以在同一张表里，先后不限。'
	},
	{
		...{ key: 'level', header: '层级', synonyms: ['工会层级'], required: false, width: 12 },
		...{ fillsDown: true, hint: '新增时必填。', example: '基层工会' }
	},
	{
		...{ key: 'kind', header: '类型', synonyms: ['单位类型', '工会类型'], required: false },
		...{ width: 14, fillsDown: true, hint: '新增时必填，须与层级相符。', example: '企业工会' }
	},
	{
		...{ key: 'industry', header: '行业', synonyms: ['所属行业'], required: false, width: 8 },
		...{ fillsDown: true, hint: '可以不填，最多 40 个字。', example: '纺织' }
	},
	{
		...{ key: 'independent', header: '独立基层工会', required: false, width: 8, example: '是' },
		synonyms: ['独立建会', '是否独立', '是否独立基层工会', '独立'],
		fillsDown: true,
		hint: '是或否；新增时必填。单独建会的基层工会计入上级的会员评家覆盖面。'
	},
	{
		...{ key: 'members', header: '会员人数', synonyms: ['会员数', '会员', '现有会员'] },
		...{ required: false, width: 8, hint: '整数；新增时必填。', example: '120' }
	},
	{
		...{ key: 'founded', header: '成立日期', synonyms: ['建会日期', '成立时间'], required: false },
		...{ width: 11, example: '2019-05-01' },
		hint: '例如 2019-05-01；一直就有的留空。以后成立的不计入以前年度的覆盖面。'
	}
];

export type TermKey = 'code' | 'union' | 'name' | 'from' | 'to';

const unionName = {
	...{ header: '工会名称', synonyms: ['名称', '工会', '单位名称'], required: false, width: 22 },
	...{ hint: '只供核对，不导入；改名请导入“工会”表。', example: '云溪纺织厂工会', fillsDown: true }
};

export const termColumns: readonly TemplateColumn<TermKey>[] = [
	{ key: 'code', ...code, hint: '必填。', example: 'YX-01-001', fillsDown: true },
	{ key: 'union', ...unionName },
	{
		...{ key: 'name', header: '主席姓名', synonyms: ['姓名', '工会主席', '主席'], required: true },
		...{ width: 10, hint: '必填。本工会同名的主席按同一个人认。', example: '王建国' }
	},
	{
		...{ key: 'from', header: '任职日期', required: true, width: 11, example: '2021-03-01' },
		synonyms: ['任期开始', '开始日期', '就任日期', '当选日期'],
		hint: '必填，例如 2021-03-01。'
	},
	{
		...{ key: 'to', header: '离任日期', required: true, width: 11, example: '' },
		synonyms: ['任期结束', '结束日期', '卸任日期'],
		hint: '任期的最后一天；现任留空。各任不能重叠，现任只能有一位。'
	}
];

export type CountKey = 'code' | 'union' | 'year' | 'members';

export const countColumns: readonly TemplateColumn<CountKey>[] = [
	{ key: 'code', ...code, hint: '必填。', example: 'YX-01-001', fillsDown: true },
	{ key: 'union', ...unionName },
	{
		...{ key: 'year', header: '年度', synonyms: ['年份', '年'], required: true, width: 6 },
		...{ hint: '必填，例如 2024。', example: '2024', fillsDown: true }
	},
	{
		...{ key: 'members', header: '会员人数', synonyms: ['会员数', '人数', '会员'] },
		...{ required: true, width: 8, hint: '必填，整数。', example: '118' }
	}
];

/** The columns of each template in their order. */
export const columnsOf: Record<OwnNoun, readonly TemplateColumn[]> = {
	union: unionColumns,
	term: termColumns,
	member_count: countColumns
};
