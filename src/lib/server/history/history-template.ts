import { historyColumns } from '$lib/domain/history-columns';
import { electorateNames, memberElectorates, subjectNames } from '$lib/domain/words';
import { tableResponse, type TableFormat } from '../exports/table-file';

/** An empty table with its header; in a workbook what to fill in stands on a second sheet. */
export function historyTemplate(format: TableFormat): Promise<Response> {
	const columns = historyColumns.map(({ header }) => ({
		...{ header, width: 12, type: 'text' as const },
		value: () => ''
	}));
	const needed = historyColumns.filter(({ required }) => required).map(({ header }) => header);
	const notes: [string, string][] = [
		['一行', '一个工会、一个年度、一项评议的票数。只填人数（票数），不填比例。'],
		['必须有', needed.join('、')],
		['评议内容', `${subjectNames.home}，或 ${subjectNames.chair}`],
		['被评主席', '当年只有一位主席的可以不填；评家的一行不填。'],
		[
			'参评范围',
			`${memberElectorates.map((id) => electorateNames[id]).join('，或 ')}；不填是全体会员。`
		],
		['说明', '例如原件存在哪里。']
	];
	return tableResponse('历史数据模板', format, { sheet: '历史数据', empty: '', columns, notes }, [
		[]
	]);
}
