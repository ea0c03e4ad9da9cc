import { formatChange } from '$lib/domain/rate-change';
import { stateNames } from '$lib/domain/coverage-states';
import type { Fraction, Ratio } from '$lib/domain/fraction';
import { validityMessage } from '$lib/domain/messages';
import { formatPercent } from '$lib/domain/percent';
import { rateMarks } from '$lib/domain/rate-marks';
import { sectionIds, sectionNames } from '$lib/domain/rubric';
import type { SectionRate } from '$lib/domain/section-rate';
import { modeNames } from '$lib/domain/words';
import type { App } from '../app';
import type { ListedUnit } from '../overview/list-units';
import type { NamedUnit, RatedUnit } from '../overview/rated-units';
import type { HeatRow } from '../overview/read-heat-map';
import type { Mover } from '../overview/read-movers';
import type { ResultView } from '../results/result-view';
import { kindName } from '../unions/kinds';
import { number, percent, text } from './columns';
import type { Column, Spreadsheet } from './spreadsheet';

type Rubrics = Pick<App, 'rubrics'>;

const hiddenNote = [
	'没有列出的',
	'没有开展、没有计票、作废、不计入考核和人数过少不公布的结果不在这张表里，也没有合计和平均。'
] as const;

/** Where each unit stands, as the board of coverage lists it. */
export function coverageList(app: Rubrics): Spreadsheet<ListedUnit> {
	return {
		sheet: '会员评家覆盖面',
		empty: '没有符合条件的工会',
		columns: [
			...unitColumns<ListedUnit>(app, (row) => row),
			number('会员人数', 5, ({ memberCount }) => memberCount),
			text('情况', 12, ({ state }) => stateNames[state]),
			text('说明', 24, ({ reasons }) => reasons.map(validityMessage).join('；') || null),
			text('问卷编号', 12, ({ surveyId }) => surveyId)
		],
		notes: [['覆盖面', '有计入考核的会员评家结果的独立基层工会，占全部独立基层工会。']]
	};
}

/** The ranking. */
export function ratesList(app: Rubrics): Spreadsheet<RatedUnit> {
	return {
		sheet: '满意率排名',
		empty: '没有可以排名的结果',
		columns: [
			number('名次', 4, ({ place }) => place),
			...unitColumns<RatedUnit>(app, ({ unit }) => unit),
			text('被评主席', 5, ({ result }) => result.personName),
			...resultColumns<RatedUnit>(app, ({ result }) => result),
			number('有效', 4, ({ result }) => result.valid),
			percent('满意率（只计满意）', 6, ({ result }) => rateText(app, result.strict)),
			text('算法', 14, ({ result }) => `${result.rule.name}，第 ${result.rule.version} 版`),
			text('问卷编号', 12, ({ result }) => result.surveyId)
		],
		notes: [hiddenNote, ['名次', '按满意率的分数精确比较，相同的并列。']]
	};
}

/** The heat map: a column for each section. */
export function heatMapList(app: Rubrics): Spreadsheet<HeatRow> {
	return {
		sheet: '分项满意率',
		empty: '没有可以显示的结果',
		columns: [
			...unitColumns<HeatRow>(app, ({ unit }) => unit),
			...resultColumns<HeatRow>(app, ({ result }) => result),
			...sectionIds.map((id, index) =>
				percent<HeatRow>(sectionNames[id], 6, ({ cells }) => sectionText(app, cells[index]))
			)
		],
		notes: [
			hiddenNote,
			['分项', '属于这个项目的题的满意率，几题的取平均；一题不公布，整格不显示。']
		]
	};
}

/** Movers against last year. */
export function moversList(app: Rubrics, year: number): Spreadsheet<Mover> {
	return {
		sheet: '满意率升降',
		empty: '没有可以比较的工会',
		columns: [
			...unitColumns<Mover>(app, ({ unit }) => unit),
			text('升降', 8, ({ change }) => formatChange(change)),
			...resultColumns<Mover>(app, ({ after }) => after, `${year}年`),
			...resultColumns<Mover>(app, ({ before }) => before, `${year - 1}年`),
			text('主席已换', 4, ({ newChair }) => (newChair ? '是' : null)),
			text('两年算法不同', 5, ({ otherRule }) => (otherRule ? '是' : null))
		],
		notes: [hiddenNote, ['升降', '两年满意率之差，百分点。']]
	};
}

function unitColumns<R>(app: Rubrics, unitOf: (row: R) => Omit<NamedUnit, 'id'>): Column<R>[] {
	return [
		text('组织代码', 9, (row) => unitOf(row).code),
		text('工会', 16, (row) => unitOf(row).name),
		text('类型', 10, (row) => kindName(app.rubrics, unitOf(row).kind)),
		text('上级工会', 13, (row) => unitOf(row).parent)
	];
}

function resultColumns<R>(
	app: Rubrics,
	resultOf: (row: R) => ResultView,
	prefix = ''
): Column<R>[] {
	return [
		percent(`${prefix}满意率`, 6, (row) => rateText(app, resultOf(row).rate)),
		percent(`${prefix}参评率`, 6, (row) => {
			const { turnout, minTurnout } = resultOf(row);
			return turnout && formatPercent(turnout, { thresholds: [minTurnout] });
		}),
		text(`${prefix}方式`, 6, (row) => {
			const { source, mode } = resultOf(row);
			return source === 'history' ? '历史/纸质' : modeNames[mode];
		})
	];
}

function rateText({ rubrics }: Rubrics, rate: Ratio | null): string | null {
	const thresholds: Fraction[] = rateMarks(rubrics.rules).map(({ threshold }) => threshold);
	return rate && formatPercent(rate, { thresholds });
}

function sectionText(app: Rubrics, cell: SectionRate | undefined): string | null {
	if (!cell || cell.state === 'absent') return null;
	return cell.state === 'shown' ? rateText(app, cell.rate) : '不显示';
}
