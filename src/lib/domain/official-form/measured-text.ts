import { countsText } from '../counts-text.ts';
import type { Fraction, Ratio } from '../fraction.ts';
import type { LaterUnit, Measurement, SampleEvidence, ScopeChange } from '../measurement.ts';
import { treatmentNames } from '../sampling/mean-of-sample.ts';
import { electorateMessage, proposalMessage, validityMessage } from '../messages.ts';
import { formatPercent, formatThreshold } from '../percent.ts';
import { formatHalfPoints } from '../rubric.ts';
import { electorateNames, modeNames, subjectNames } from '../words.ts';
import type { PrintedFigures, YearRecord } from '../year-record.ts';
import type { Fact } from './form-layout.ts';

const figureNames = { rate: '满意率', coverage: '机制面', 'mean-of-rates': '平均满意率' };

/** A measured criterion in one line: 满意率 94.96%（113/119），标准 85%；达到标准，建议得满分. */
export function measuredLine({ measure, figure, proposal }: Measurement): string {
	const { kind, threshold } = measure;
	const rate = figure && formatPercent(figure, { thresholds: [threshold] });
	// The exact mean of many units has hundreds of digits; their own fractions stand with the sample.
	const exact = figure && String(figure.den).length <= 9;
	const counts = exact ? `（${figure.num}/${figure.den}）` : '';
	const said = rate ? `${figureNames[kind]}${rate}${counts}` : `${figureNames[kind]}—`;
	return `${said}，标准${formatThreshold(threshold)}；${proposalMessage(proposal.reason)}。`;
}

/** What a reader needs to check a survey against the public page: its number and 问卷指纹. */
export type SurveyFacts = Readonly<Record<string, { fingerprint: string | null }>>;

/** Everything behind a measured criterion, line by line. */
export function measuredFacts(measurement: Measurement, surveys: SurveyFacts): Fact[] {
	const { measure, proposal, record, coverage, sample, superior } = measurement;
	const points = proposal.half_points;
	return [
		{ label: '实测', value: measuredLine(measurement) },
		{ label: '建议分', value: points === null ? '无法判定' : `${formatHalfPoints(points)}分` },
		{ label: '计分依据', value: measure.note },
		...(record ? recordFacts(record, surveys) : []),
		...(superior ? superiorFacts(superior) : []),
		...(sample ? sampleFacts(sample, measure.threshold) : []),
		...(coverage ? coverageFacts(coverage) : [])
	];
}

function recordFacts(record: YearRecord, surveys: SurveyFacts): Fact[] {
	const { surveyId, subject, personName, year, figures, reasons } = record;
	const of = personName ? `（${personName}）` : '';
	const fingerprint = surveyId ? surveys[surveyId]?.fingerprint : null;
	return [
		{ label: '评议', value: `${year}年${subjectNames[subject]}${of}` },
		...(figures && record.standing !== 'void' ? figureFacts(figures) : []),
		{ label: '效力', value: reasons.map(validityMessage).join('；') || '计入考核' },
		...(surveyId ? [{ label: '问卷编号', value: surveyId }] : []),
		...(fingerprint ? [{ label: '问卷指纹', value: fingerprint }] : [])
	];
}

function figureFacts(figures: PrintedFigures): Fact[] {
	const { sealed, strict, turnout, minTurnout, rule, strictRule, electorate } = figures;
	const rate = formatPercent(turnout, { thresholds: [minTurnout] });
	const of = turnout ? `（${turnout.num}/${turnout.den}，最低${formatThreshold(minTurnout)}）` : '';
	const way = figures.source === 'history' ? '历史/纸质' : modeNames[figures.mode];
	return [
		{ label: '票数', value: countsText(sealed) || '不公布' },
		{ label: '算法', value: `${rule.name}，第${rule.version}版` },
		{ label: '另一算法', value: `${strictRule.name}：${formatPercent(strict)}` },
		{ label: '参评率', value: `${rate}${of}；${electorateNames[electorate]}，${way}` }
	];
}

function superiorFacts(superior: NonNullable<Measurement['superior']>): Fact[] {
	const { listed, vacant, kinds, drawId, replacedBy, faults } = superior;
	const voters = `${listed}家，其中主席在任${listed - vacant}人，空缺${vacant}家（不计）`;
	const shares = kinds.map((one) => `${one.name}${one.listed}/${one.units}家`).join('，');
	return [
		{ label: '参评名单', value: `${voters}。${shares}` },
		...(drawId ? [{ label: '抽样编号', value: drawId }] : []),
		...(replacedBy ? [{ label: '抽样后来重抽', value: `现以第${replacedBy}次为准` }] : []),
		...faults.map((fault) => ({ label: '不合要求', value: electorateMessage(fault) }))
	];
}

function sampleFacts(
	{ drawId, seq, draws, frame, units, counts, pooled, rules }: SampleEvidence,
	threshold: Fraction
): Fact[] {
	const percent = (rate: Ratio | null) => formatPercent(rate, { thresholds: [threshold] });
	const parts = treatments
		.filter((one) => counts[one] > 0)
		.map((one) => `${treatmentNames[one]}${counts[one]}家`);
	const named = units.map(({ name, treatment, rate, reasons }) => {
		if (treatment === 'counted') return `${name} ${percent(rate)}（${rate?.num}/${rate?.den}）`;
		const why = reasons.map(validityMessage).join('；') || '没有评议结果';
		return `${name} ${treatmentNames[treatment]}（${why}）`;
	});
	return [
		{ label: '抽样', value: `从${frame}家中抽取${units.length}家：${parts.join('，')}` },
		{ label: '抽样编号', value: `${drawId}（本年度共准备${draws}次，以第${seq}次为准）` },
		{ label: '合并票数', value: `${percent(pooled)}，仅供对照，不作依据` },
		{ label: '算法', value: rules.join('；') || '—' },
		{ label: '抽中单位', value: `${named.join('；')}。` }
	];
}

const treatments = ['counted', 'zero', 'exclude', 'undetermined'] as const;

/** The form names so many at most; the page of the score sheet has them all. */
const NAMED = 200;

function nameLater(later: readonly LaterUnit[]): string {
	const named = later.slice(0, NAMED).map(({ name, foundedOn }) => `${name}（${foundedOn}成立）`);
	const rest = later.length - named.length;
	return `${named.join('；')}${rest > 0 ? `；另有${rest}家` : ''}。`;
}

function nameChanges(changes: readonly ScopeChange[]): string {
	const own = changes.filter((change) => change.own).length;
	const names = [...new Set(changes.map(({ name }) => name))];
	const rest = names.length - NAMED;
	const more = rest > 0 ? `等${names.length}家` : '';
	return `${changes.length}次，其中由本单位改动${own}次：${names.slice(0, NAMED).join('；')}${more}。`;
}

function coverageFacts({
	units,
	covered,
	uncovered,
	later = [],
	changes = []
}: NonNullable<Measurement['coverage']>): Fact[] {
	const named = uncovered.slice(0, NAMED).map(({ name, reasons }) => {
		const why = reasons.map(validityMessage).join('；') || '没有评议结果';
		return `${name}（${why}）`;
	});
	const rest = uncovered.length - named.length;
	const more = rest > 0 ? `；另有${rest}家` : '';
	return [
		{ label: '独立基层工会', value: `${units}家，其中${covered}家本年度有计入考核的会员评家结果` },
		...(named.length > 0 ? [{ label: '未覆盖', value: `${named.join('；')}${more}。` }] : []),
		...(later.length > 0 ? [{ label: '本年度以后成立、不计入', value: nameLater(later) }] : []),
		...(changes.length > 0 ? [{ label: '影响覆盖范围的改动', value: nameChanges(changes) }] : [])
	];
}
