import { formatShanghai } from '$lib/domain/clock-time';
import { groupFingerprint } from '$lib/domain/verify/fingerprint';
import { posterNotice } from '$lib/domain/promises';
import { escapeHtml } from './escape-html';
import { qrSvg } from './qr-svg';
import { promise, type SlipText } from './slip';
import { typedAddress } from './survey-address';

export interface Poster {
	text: SlipText;
	/** 公开码: anybody may answer, without a slip. */
	open: boolean;
	/** ISO instants */
	opensAt: string;
	closesAt: string;
	/** Why phones cannot open the address; shown on the screen only. */
	warning: string | null;
	back: string;
}

const script = `document.getElementById('print').onclick=function(){print()}`;

/** The inline scripts of the document, for its content security policy. */
export const posterScripts: readonly string[] = [script];

const style = `
@page{size:A4;margin:0}
*{box-sizing:border-box;margin:0;padding:0}
body{font:15pt/1.6 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif;color:#000;background:#ddd}
.bar{position:sticky;top:0;padding:12px 20px;background:#fff;border-bottom:1px solid #999;font-size:15px}
.bar button{padding:8px 20px;margin-right:12px;font:inherit;font-weight:700;color:#fff;background:#a3201d;border:0;border-radius:6px}
.bar a{color:#00429d}
.bar p{color:#8a1c00;font-weight:700}
main{width:210mm;min-height:297mm;margin:6mm auto;padding:18mm 20mm;background:#fff;text-align:center}
h1{font-size:30pt;line-height:1.3}
h2{font-size:19pt;font-weight:400;margin-bottom:9mm}
.qr{width:124mm;height:124mm;display:block;margin:0 auto 8mm}
.a{font:700 22pt/1.3 ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;overflow-wrap:anywhere}
ol{margin:7mm auto 0;padding-left:8mm;max-width:150mm;text-align:left}
.d{margin-top:6mm;font-weight:700}
.p{margin-top:4mm;font-size:13pt}
.f{margin-top:6mm;padding-top:4mm;border-top:.3mm solid #999;font-size:13pt}
.f b{font:700 15pt/1.4 ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:nowrap}
@media print{body{background:none}.bar{display:none}main{margin:0}}
`.replace(/\n/g, '');

const slipSteps =
	'<ol><li>领一张评议票，用手机扫票上的码，直接答题。</li><li>扫不了票上的码：扫上面的大码，或在浏览器里输入上面的网址，再输入票上的 16 位数字。</li></ol>';
const openSteps =
	'<ol><li>用手机扫上面的大码，直接答题，不用登录，不问姓名。</li><li>扫不了码：在浏览器里输入上面的网址。</li></ol>';
const openNote = `公开码：<b>${posterNotice}</b>`;

/** The notice for people who type their code: A4, one large QR of the address, without any code. */
export function renderPoster({ text, open, opensAt, closesAt, warning, back }: Poster): string {
	const typed = escapeHtml(typedAddress(text.address));
	const dates = `${formatShanghai(opensAt) ?? ''} 至 ${formatShanghai(closesAt) ?? ''}`;
	return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>海报 ${escapeHtml(text.title)}</title><style>${style}</style></head><body><div class="bar">${warning ? `<p role="alert">${escapeHtml(warning)}</p>` : ''}${text.fingerprint ? '' : '<p>问卷还没开启，海报上还没有问卷指纹。要张贴的，请开启以后再打印。</p>'}<button id="print" type="button">打印</button><a href="${escapeHtml(back)}">返回问卷</a></div><main><h1>${escapeHtml(text.title)}</h1><h2>${escapeHtml(text.unionName)}</h2>${qrSvg(text.address)}<p class="a">${typed}</p>${open ? openSteps : slipSteps}<p class="d">${escapeHtml(dates)}</p><p class="p">${open ? openNote : promise}<br>答案密封保存，截止后只公布合计；单位和工作人员在系统里看不到任何一张票。</p>${renderFingerprint(text)}</main><script>${script}</script></body></html>`;
}

/** What members compare with their receipt, and where; nothing before opening. */
function renderFingerprint({ address, fingerprint }: SlipText): string {
	if (!fingerprint) return '';
	const verify = escapeHtml(typedAddress(address.replace('/s/', '/verify/')));
	return `<p class="f">问卷指纹<br><b>${groupFingerprint(fingerprint)}</b><br>应与回执上的相同。核验：${verify}</p>`;
}
