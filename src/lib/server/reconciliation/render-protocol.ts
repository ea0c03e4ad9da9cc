import { formatShanghai } from '$lib/domain/clock-time';
import type { SealedCounts } from '$lib/domain/counts';
import { validityMessage } from '$lib/domain/messages';
import { formatThreshold } from '$lib/domain/percent';
import { usesOf } from '$lib/domain/rated-union';
import { custodyNames } from '$lib/domain/rules';
import { electorateNames, modeNames, subjectNames } from '$lib/domain/words';
import type { MeetingView } from '../meetings/read-meeting';
import { printPage } from '../paper/print-style';
import type { SubjectReport } from '../results/survey-report';
import { escapeHtml } from '../slips/escape-html';
import type { SurveyOverview } from '../surveys/survey-overview';
import type { ReconciliationView } from './read-reconciliation';

export interface Protocol {
	survey: SurveyOverview;
	unionName: string;
	account: ReconciliationView;
	reports: readonly SubjectReport[];
	/** Of `headNote`. */
	recordNote: string;
}

/** 计票记录: what was frozen, the account of the ballots, the results as sealed, and room for signatures. */
export function renderProtocol(protocol: Protocol): string {
	const { survey, unionName, account, reports, recordNote } = protocol;
	const body = [
		`<h1>计票记录</h1><p class="u">${escapeHtml(unionName)} · ${escapeHtml(survey.title)}</p>`,
		pairs(frozenFacts(survey)),
		'<h2>票数核对</h2>',
		account.meeting ? meetingTable(account.meeting, reports) : slipTable(account),
		...reports.map(renderSubject),
		recordNote,
		'<h2>签字</h2><table class="sign"><tr><td>监票人：</td><td>监票人：</td><td>计票人：</td></tr><tr><td>工会负责人：</td><td>上级工会：</td><td>日期：</td></tr></table>'
	].join('');
	return printPage(
		`计票记录 ${escapeHtml(survey.title)}`,
		`/office/surveys/${survey.id}/reconcile`,
		body
	);
}

function frozenFacts(survey: SurveyOverview): [string, string][] {
	const paper = survey.paper === 1 ? '，另发纸质票' : '';
	const time = (instant: string | null) => (instant && formatShanghai(instant)) ?? '—';
	return [
		['参评范围', `${electorateNames[survey.electorate]}，应参评 ${survey.eligible} 人`],
		['方式', modeNames[survey.mode] + paper],
		['票箱钥匙', custodyNames[survey.custody]],
		['最低参评率', formatThreshold(survey.minTurnout)],
		['起止', `${time(survey.opened_at)} 至 ${time(survey.closed_at)}`],
		['满意率算法', `${survey.rules.rate.name}（第 ${survey.rules.rate.version} 版）`],
		['问卷指纹', survey.fingerprint ?? '—'],
		...(survey.void_reason ? [['作废', survey.void_reason] as [string, string]] : [])
	];
}

function pairs(facts: [string, string][]): string {
	const rows = facts.map(
		([label, value]) => `<tr><th>${label}</th><td>${escapeHtml(value)}</td></tr>`
	);
	return `<table>${rows.join('')}</table>`;
}

function slipTable({ printed, leftover, leftoverUsed, signed, paper }: ReconciliationView): string {
	const cell = (value: number | null | undefined) => `<td>${value ?? '＿＿'}</td>`;
	const slips = [printed, signed?.handedOut, leftover, signed?.spoiled].map(cell).join('');
	const papers = paper
		? `<tr><td>纸质票</td>${[paper.printed, paper.handedOut, paper.leftover, paper.spoiled].map(cell).join('')}</tr>`
		: '';
	const used = leftoverUsed ? `剩余票中有 ${leftoverUsed} 张已被使用。` : '';
	const by = signed
		? `监票人 ${escapeHtml(signed.witnesses.join('、'))}，${signed.day} 核对。`
		: '尚未核对签字。';
	return `<table class="n"><tr><th></th><th>印制</th><th>发出</th><th>剩余作废</th><th>损坏</th></tr><tr><td>带码的票</td>${slips}</tr>${papers}</table><p>${used}${by}</p>`;
}

/** 到会 / 发票 / 收回, and who signed for the attendance. */
function meetingTable(meeting: MeetingView, reports: readonly SubjectReport[]): string {
	const returned = reports[0]?.result.reconciliation.find(({ key }) => key === 'returned')?.value;
	const figures = [meeting.attending, meeting.given, returned];
	const cells = figures.map((value) => `<td>${value ?? '＿＿'}</td>`).join('');
	const signed = meeting.signOffs.map(({ seq, attending, witnesses, day }) =>
		escapeHtml(`第 ${seq} 次：到会 ${attending} 人，监票人 ${witnesses.join('、')}，${day} 签认。`)
	);
	return `<table class="n"><tr><th></th><th>签认到会</th><th>发票</th><th>收回</th></tr><tr><td>现场票</td>${cells}</tr></table><p>${signed.join('<br>') || '没有签认到会人数，没有发票。'}</p>`;
}

function renderSubject({ result, questions }: SubjectReport): string {
	const { subject, personName, reconciliation, validity } = result;
	const of = personName ? `（${personName}）` : '';
	const line = reconciliation.map(({ label, value }) => `${label} ${value ?? '不显示'}`).join('，');
	const verdict = validity.counts
		? `计入${usesOf(subject)}。`
		: `不计入${usesOf(subject)}：${validity.reasons.map(validityMessage).join('；')}。`;
	const rows = questions
		.map(({ text, counts }) => `<tr><td>${escapeHtml(text)}</td>${figures(counts)}</tr>`)
		.join('');
	return `<h2>${escapeHtml(subjectNames[subject] + of)}</h2><p>${line}。${verdict}</p><table class="n"><tr><th>题目</th><th>满意</th><th>基本满意</th><th>不满意</th><th>不了解</th><th>弃权</th><th>无效</th></tr>${rows}</table>`;
}

function figures(counts: SealedCounts): string {
	const cell = (value: number | null) => `<td>${value ?? '—'}</td>`;
	const rest = [counts.dissatisfied, counts.unsure, counts.blank, counts.invalid]
		.map(cell)
		.join('');
	if (counts.disclosure === 'collapsed')
		return `<td colspan="2">合计 ${counts.favourable ?? '—'}</td>${rest}`;
	return [counts.satisfied, counts.basically_satisfied].map(cell).join('') + rest;
}
