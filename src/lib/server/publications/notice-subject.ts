import { opinionText } from '$lib/components/results/opinion-watermark';
import { validityMessage } from '$lib/domain/messages';
import { formatPercent, formatThreshold } from '$lib/domain/percent';
import { posterNotice } from '$lib/domain/promises';
import { rateWords } from '$lib/domain/rate-words';
import { usesOf } from '$lib/domain/rated-union';
import { modeNames, subjectNames } from '$lib/domain/words';
import { escapeHtml } from '../slips/escape-html';
import type { PublicSubject } from './public-subject';

/** One subject on the notice: the same figures as on the page, without the single questions. */
export function noticeSubject(one: PublicSubject): string {
	const of = one.personName ? `：${one.personName}` : '';
	const poster = one.mode === 'poster';
	const rows: [string, string][] = [
		['满意率', rateText(one)],
		...(poster ? [] : [['参评率', turnoutText(one)] as [string, string]]),
		['怎么算', `${rateWords(one.rule)}${one.rule.name}，第 ${one.rule.version} 版`],
		['票数', countsText(one)],
		['方式、用途', `${modeNames[one.mode]}${one.withPaper ? '、纸质票' : ''}。${usesText(one)}`]
	];
	const table = rows
		.map(([label, value]) => `<tr><th>${label}</th><td>${escapeHtml(value)}</td></tr>`)
		.join('');
	const mark = poster ? `<p class="o">${opinionText}</p><p>公开码：${posterNotice}</p>` : '';
	const kind = poster ? ' class="poster"' : '';
	return `<section${kind}><h2>${escapeHtml(subjectNames[one.subject] + of)}</h2>${mark}<table>${table}</table></section>`;
}

function rateText(subject: PublicSubject): string {
	const { suppressed, smallest, withPaper, rate, strict, thresholds } = subject;
	if (suppressed) return `表态${withPaper ? '或其中线上表态' : ''}不足 ${smallest} 人，不显示`;
	return `${formatPercent(rate, { thresholds })}（只计“满意”：${formatPercent(strict, { thresholds })}）`;
}

function turnoutText({ turnout, minTurnout, turnoutReached }: PublicSubject): string {
	const reached = turnoutReached ? '达到' : '没有达到';
	return `${formatPercent(turnout, { thresholds: [minTurnout] })}（最低 ${formatThreshold(minTurnout)}，${reached}）`;
}

function countsText({ reconciliation }: PublicSubject): string {
	return reconciliation
		.map(({ label, value, within }) => {
			const name = within === 'returned' ? `其中${label}` : label;
			return `${name} ${value ?? '不显示'}`;
		})
		.join('，');
}

function usesText({ subject, validity, consent }: PublicSubject): string {
	const uses = usesOf(subject);
	if (!validity.counts)
		return `不计入${uses}：${validity.reasons.map(validityMessage).join('；')}。`;
	return `计入${uses}。${consent ? '按规定须上级工会同意的，已经同意。' : ''}`;
}
