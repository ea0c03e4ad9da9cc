import { escapeHtml } from './escape-html';
import { renderCover, type BatchRecord } from './cover';
import { renderSlip, type SlipText } from './slip';
import { sheetStyle } from './sheet-style';

/** Slips on one A4 page. */
export const slipsPerPage = 10;

/** Runs once the whole document has arrived: half a batch must not be printed by mistake. */
const finish = `document.getElementById('print').disabled=false;document.getElementById('wait').hidden=true;document.getElementById('print').onclick=function(){print()}`;

/** The inline scripts of the document, for its content security policy. */
export const sheetScripts: readonly string[] = [finish];

export interface Sheet {
	text: SlipText;
	batch: BatchRecord;
	/** 16 digits each. */
	codes: readonly string[];
	/** Where the link back leads. */
	back: string;
}

/** The print document of a batch in pieces of one page, so that it can be sent while it is written. */
export function* renderSheet({ text, batch, codes, back }: Sheet): Generator<string> {
	const pages = Math.ceil(codes.length / slipsPerPage);
	yield renderHead(text, codes.length, back);
	yield renderCover(text, batch, pages);
	for (let at = 0; at < codes.length; at += slipsPerPage) {
		const slips = codes.slice(at, at + slipsPerPage).map((code) => renderSlip(text, code));
		yield `<section class="page slips">${slips.join('')}</section>`;
	}
	yield `<p class="end">以上共 ${codes.length} 张，完。</p><script>${finish}</script></body></html>`;
}

function renderHead(text: SlipText, count: number, back: string): string {
	return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>印码 ${escapeHtml(text.title)}</title><style>${sheetStyle}</style></head><body><div class="bar" role="alert"><p><b>此页只显示这一次。</b>这 ${count} 张码不保存在任何地方，关闭、刷新或后退以后就再也看不到了，请现在打印。打印时选 A4、实际大小（100%）、不打页眉页脚；第 1 页是登记表，留存备查。</p><button id="print" type="button" disabled>打印</button> <span id="wait">正在生成，请等页面加载完再打印……</span> <a href="${escapeHtml(back)}">印好了，返回问卷</a></div>`;
}
