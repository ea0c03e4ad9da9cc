import type { SealedCounts } from '$lib/domain/counts';
import { validityMessage } from '$lib/domain/messages';
import { formatPercent } from '$lib/domain/percent';
import { rateMarks } from '$lib/domain/rate-marks';
import type { ReconciliationKey } from '$lib/domain/reconciliation';
import { electorateNames, levelNames, modeNames, subjectNames } from '$lib/domain/words';
import type { App } from '../app';
import type { ResultView } from '../results/result-view';
import { kindName } from '../unions/kinds';
import { number, percent, text } from './columns';
import type { ResultLine } from './result-lines';
import type { Column, Spreadsheet } from './spreadsheet';

/** The results of a year, a line for each union and subject; a union without any has a line that says so. */
export function resultsList(app: App, year: number): Spreadsheet<ResultLine> {
	return {
		sheet: `${year}年评议结果`,
		empty: '没有符合条件的工会',
		columns: [...unionColumns(app), ...whatColumns, ...countColumns, ...rateColumns(app)],
		notes: [
			['公开码', '用公开码收来的意见不计入考核，不在这张表里；请看各问卷自己的结果页。'],
			[
				'小单位',
				'表态人数过少的结果不公布，票数和满意率留空；人数较少的只公布满意和基本满意的合计。'
			],
			['作废', '作废的评议不列票数和满意率。'],
			[
				'满意率',
				'按评议开启时定下的算法计算，见“算法”一栏。没有达到标准的，不会因四舍五入写成达到标准。'
			]
		]
	};
}

function unionColumns(app: App): Column<ResultLine>[] {
	return [
		text('组织代码', 9, ({ union }) => union.code),
		text('工会', 16, ({ union }) => union.name),
		text('层级', 9, ({ union }) => levelNames[union.level]),
		text('类型', 10, ({ union }) => kindName(app.rubrics, union.kind)),
		text('上级工会', 13, ({ union }) => union.parent_name),
		text('独立基层工会', 5, ({ union }) => (union.independent === 1 ? '是' : '否')),
		number('会员人数', 5, ({ union }) => union.member_count)
	];
}

const whatColumns: Column<ResultLine>[] = [
	text('评议内容', 9, ({ result }) => result && subjectNames[result.subject]),
	text('被评主席', 5, ({ result }) => result?.personName ?? null),
	text('方式', 6, ({ result }) => result && waysOf(result)),
	text('参评范围', 5, ({ result }) => result && electorateNames[result.electorate])
];

const countColumns: Column<ResultLine>[] = [
	number('应参评', 4, (line) => account(line, 'eligible')),
	number('发放', 4, (line) => account(line, 'issued')),
	number('收回', 4, (line) => account(line, 'returned')),
	number('有效', 4, (line) => account(line, 'valid')),
	number('满意', 4, (line) => countsOf(line)?.satisfied ?? null),
	number('基本满意', 5, (line) => countsOf(line)?.basically_satisfied ?? null),
	number('满意和基本满意', 6, favourable),
	number('不满意', 4, (line) => countsOf(line)?.dissatisfied ?? null),
	number('不了解', 4, (line) => countsOf(line)?.unsure ?? null),
	number('弃权', 4, (line) => countsOf(line)?.blank ?? null),
	number('无效', 4, (line) => countsOf(line)?.invalid ?? null)
];

function rateColumns({ rubrics }: App): Column<ResultLine>[] {
	const thresholds = rateMarks(rubrics.rules).map(({ threshold }) => threshold);
	const rate = (line: ResultLine, of: 'rate' | 'strict') => shown(line)?.[of] ?? null;
	return [
		percent('满意率', 6, (line) => percentText(rate(line, 'rate'), thresholds)),
		percent('满意率（只计满意）', 6, (line) => percentText(rate(line, 'strict'), thresholds)),
		percent('参评率', 6, (line) => {
			const result = shown(line);
			return result && percentText(result.turnout, [result.minTurnout]);
		}),
		text('算法', 14, ({ result }) => result && `${result.rule.name}，第 ${result.rule.version} 版`),
		text('计入考核', 5, ({ result }) => result && (result.validity.counts ? '是' : '否')),
		text('说明', 24, remark),
		text('问卷编号', 12, ({ result }) => result?.surveyId ?? null)
	];
}

function percentText(...[rate, thresholds]: [ResultView['rate'], ResultView['minTurnout'][]]) {
	return rate && formatPercent(rate, { thresholds });
}

/** What may be shown of a result: nothing of a void one. */
function shown({ result }: ResultLine): ResultView | null {
	return result?.status === 'void' ? null : result;
}

function countsOf(line: ResultLine): SealedCounts | null {
	return shown(line)?.sealed ?? null;
}

function account(line: ResultLine, key: ReconciliationKey): number | null {
	return shown(line)?.reconciliation.find((entry) => entry.key === key)?.value ?? null;
}

function favourable(line: ResultLine): number | null {
	const counts = countsOf(line);
	if (!counts) return null;
	const { satisfied, basically_satisfied } = counts;
	if (satisfied === null || basically_satisfied === null) return counts.favourable;
	return satisfied + basically_satisfied;
}

function waysOf({ source, mode }: ResultView): string {
	return source === 'history' ? '历史/纸质' : modeNames[mode];
}

function remark({ result, underWay }: ResultLine): string | null {
	if (result) return result.validity.reasons.map(validityMessage).join('；') || null;
	return underWay ? '评议正在进行，尚未计票' : '没有评议结果';
}
