import { formatShanghai } from '$lib/domain/clock-time';
import type { DescribedAct } from '../audit/describe-act';
import { actNames } from '../audit/act-names';
import { number, text } from './columns';
import type { Spreadsheet } from './spreadsheet';

/** What was done, act by act. */
export const auditList: Spreadsheet<DescribedAct> = {
	sheet: '操作记录',
	empty: '没有符合条件的记录',
	columns: [
		number('序号', 5, ({ seq }) => seq),
		text('时间', 11, ({ at }) => formatShanghai(at) ?? at),
		text('操作人', 7, ({ by }) => by ?? '系统'),
		text('工会', 16, ({ union }) => union?.name ?? ''),
		text('事项', 7, ({ noun }) => actNames[noun]?.name ?? noun),
		text('操作', 12, ({ act }) => act),
		text('内容', 40, ({ fields }) => fields.map(writeField).join('；'))
	],
	notes: [
		['序号', '在记录链中的位置。缺号或改动可以在“操作记录”页核对出来。'],
		['操作人', '“系统”是服务器按时间自动做的。']
	]
};

function writeField({ name, before, after }: DescribedAct['fields'][number]): string {
	return before === undefined ? `${name}：${after}` : `${name}：由 ${before} 改为 ${after}`;
}
