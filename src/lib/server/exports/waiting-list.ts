import type { App } from '../app';
import type { WaitingResult } from '../overview/list-waiting-results';
import { kindName } from '../unions/kinds';
import { number, text } from './columns';
import type { Spreadsheet } from './spreadsheet';

/** What waits for a supervisor's word. */
export function waitingList({ rubrics }: Pick<App, 'rubrics'>): Spreadsheet<WaitingResult> {
	return {
		sheet: '待办',
		empty: '没有等待办理的结果',
		columns: [
			text('组织代码', 9, ({ union }) => union.code),
			text('工会', 16, ({ union }) => union.name),
			text('类型', 10, ({ union }) => kindName(rubrics, union.kind)),
			number('年度', 5, ({ year }) => year),
			text('内容', 16, ({ what }) => what),
			text('原因', 20, ({ why }) => why)
		],
		notes: [['所列', '不论年度，等待办理的都列出。']]
	};
}
