import { escapeHtml } from './escape-html';
import type { SlipText } from './slip';

/** The record of a batch, which stays with the union: 印码登记. */
export interface BatchRecord {
	seq: number;
	size: number;
	/** 2026-11-22 */
	day: string;
	/** Who printed it. */
	by: string;
	/** Earlier unused codes were made void by it. */
	voidsEarlier: boolean;
}

const byHand = ['发出', '剩余（见证人到场销毁）', '印坏或遗失'];

/** The first sheet: what was printed when, and lines to be filled in when the slips have been handed out. */
export function renderCover(text: SlipText, batch: BatchRecord, pages: number): string {
	const facts: [string, string][] = [
		['工会', text.unionName],
		['问卷', text.title],
		['批次', `第 ${batch.seq} 批${batch.voidsEarlier ? '（此前未用的码已全部作废）' : ''}`],
		['张数', `${batch.size} 张，共 ${pages} 页`],
		['印制', `${batch.day}，${batch.by}`],
		['截止', text.closes]
	];
	const rows = facts.map(([label, value]) => row(label, escapeHtml(value)));
	const lines = byHand.map((label) => row(label, '&emsp;&emsp;&emsp;&emsp;张'));
	return `<section class="page cover"><h1>印码登记（留存，不随票发放）</h1><table>${rows.join('')}</table><p>怎么发：</p><ul><li>沿虚线裁开，码面朝下打乱，由${text.voter}自己抽取一张。</li><li>不按名单发，不编号，不登记谁拿了哪张。</li><li>码等于选票：不要拍照、不要转发、不要留底。</li></ul><table>${lines.join('')}${row('见证人签字', '')}${row('见证人签字', '')}</table><p>印出张数＝发出＋剩余＋印坏或遗失。</p></section>`;
}

function row(label: string, value: string): string {
	return `<tr><th>${label}</th><td>${value}</td></tr>`;
}
