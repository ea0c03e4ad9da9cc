import { dayText, daysText } from '$lib/domain/day-text';
import { groupFingerprint } from '$lib/domain/verify/fingerprint';
import { ratedUnion } from '$lib/domain/rated-union';
import { printScript } from '../paper/print-style';
import { escapeHtml } from '../slips/escape-html';
import { qrSvg } from '../slips/qr-svg';
import { resultsAddress, typedAddress } from '../slips/survey-address';
import { noticeStyle } from './notice-style';
import { noticeSubject } from './notice-subject';
import type { PublishedPage } from './public-page';

/** The inline scripts of the document, for its content security policy. */
export const noticeScripts: readonly string[] = [printScript];

interface Where {
	/** The server's public address. */
	address: string;
	/** Why phones cannot open it; shown on the screen only. */
	warning: string | null;
	back: string;
}

/** 公示单: one A4 sheet with the figures, where to object, and the QR code of the page. */
export function renderNotice(page: PublishedPage, { address, warning, back }: Where): string {
	const title = `${page.title}结果公示`;
	const bar = `<div class="bar">${warning ? `<p role="alert">${escapeHtml(warning)}</p>` : ''}<button id="print" type="button">打印</button><a href="${escapeHtml(back)}">返回</a></div>`;
	const body = [
		`<h1>${escapeHtml(title)}</h1><p class="u">${escapeHtml(ratedUnion(page.unionName, page.electorate))}</p>`,
		`<p>现将评议结果公示如下。公示期：<b>${daysText(page, 0)}</b>。</p>`,
		...page.subjects.map(noticeSubject),
		improvements(page),
		`<h2>意见反映渠道</h2><p>${escapeHtml(page.contact)}</p>`,
		foot(page, address)
	].join('');
	return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>公示单 ${escapeHtml(page.title)}</title><style>${noticeStyle}</style></head><body>${bar}<main>${body}</main><script>${printScript}</script></body></html>`;
}

function yearDay(day: string): string {
	return `${day.slice(0, 4)}年${dayText(day)}`;
}

/** 整改 as far as it is public: problem, measure, who and until when. */
function improvements({ improvements: all }: PublishedPage): string {
	const rows = all.map(({ problem, measure, owner, dueOn }) => {
		const cells = [problem, measure, owner, yearDay(dueOn)].map(escapeHtml);
		return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
	});
	if (rows.length === 0) return '';
	return `<h2>整改</h2><table class="i"><tr><th>问题</th><th>措施</th><th>负责</th><th>期限</th></tr>${rows.join('')}</table>`;
}

/** The code with its address, what members compare with their receipt, and who signs. */
function foot(page: PublishedPage, address: string): string {
	const results = resultsAddress(address, page.surveyId);
	const verify = typedAddress(`${address}/verify/${page.surveyId}`);
	const print = page.fingerprint
		? `<p>问卷指纹（应与回执上的相同）<br><b class="m">${groupFingerprint(page.fingerprint)}</b></p>`
		: '';
	return `<div class="foot"><div class="qr-box">${qrSvg(results)}</div><div><p><b>扫码看各题情况和历年公示</b><br><span class="m">${escapeHtml(typedAddress(results))}</span></p>${print}<p>核验：<span class="m">${escapeHtml(verify)}</span></p></div><p class="sign">（盖章）<br>${yearDay(page.from)}</p></div>`;
}
