/** What a spreadsheet is imported as. `history`: counts of earlier years, which have an approval of their own. */
export const importNouns = ['union', 'term', 'member_count', 'history'] as const;
export type ImportNoun = (typeof importNouns)[number];
/** Those with rows that are written as they stand. */
export type OwnNoun = Exclude<ImportNoun, 'history'>;
export const nounNames: Record<OwnNoun, string> = {
	union: '工会',
	term: '主席任期',
	member_count: '历年会员人数'
};

/** checking -> checked -> committing -> committed; `failed`: cannot be imported as it is; `discarded`: thrown away. */
export const importStates = [
	...(['checking', 'checked', 'committing', 'committed', 'failed', 'discarded'] as const)
];
export type ImportState = (typeof importStates)[number];
export const importStateNames: Record<ImportState, string> = {
	checking: '正在检查',
	checked: '等待确认',
	committing: '正在导入',
	committed: '已导入',
	failed: '不能导入',
	discarded: '已丢弃'
};

export const rowOutcomes = ['wrong', 'new', 'changed', 'same'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];
export const outcomeNames: Record<RowOutcome, string> = {
	wrong: '有问题',
	new: '新增',
	changed: '修改',
	same: '不变'
};

/** What is wrong with a row: the index of the column it is about, null for the whole row. */
export interface RowProblem {
	column: number | null;
	/** In Chinese, with the column's name and what to do. */
	text: string;
}

/** A value that would change, as people read it. */
export interface RowChange {
	field: string;
	old: string;
	new: string;
}

/** What an import would do with a row. */
export interface Verdict {
	row: number;
	outcome: RowOutcome;
	problems: RowProblem[];
	changes: RowChange[];
}

/** A row of the file. */
export interface FileRow {
	row: number;
	cells: readonly string[];
}
