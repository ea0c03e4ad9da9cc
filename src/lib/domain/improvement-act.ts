import { improvementStateNames, type ImprovementState } from './improvement.ts';

/** One act on an improvement as the audit keeps it: the columns that changed, before and after. */
export interface ImprovementAct {
	action: string;
	old?: Record<string, unknown> | null;
	new?: Record<string, unknown> | null;
}

const actionNames: Record<string, string> = {
	add: '新增',
	edit: '修改',
	close: '办结',
	reopen: '重新办理',
	publish: '公示',
	withdraw: '撤回公示'
};

const columnNames: Record<string, string> = {
	problem: '问题',
	measure: '措施',
	owner: '责任人',
	due_on: '完成时限',
	state: '进度',
	outcome: '结果',
	question_id: '针对的题目'
};

/** An act in words, with what stood there before: “修改：责任人由“甲”改为“乙””. */
export function describeImprovementAct({ action, old, new: now }: ImprovementAct): string {
	const name = actionNames[action] ?? action;
	if (action === 'add' || !old || !now) return name;
	const changes = Object.keys(now)
		.filter((column) => columnNames[column] !== undefined)
		.map((column) => {
			const [before, after] = [valueOf(column, old[column]), valueOf(column, now[column])];
			return `${columnNames[column]}由“${before}”改为“${after}”`;
		});
	if (changes.length > 0) return `${name}：${changes.join('；')}`;
	return action === 'edit' ? `${name}（没有变化）` : name;
}

function valueOf(column: string, value: unknown): string {
	if (column === 'state') return improvementStateNames[value as ImprovementState] ?? '';
	return typeof value === 'string' && value !== '' ? value : '空';
}
