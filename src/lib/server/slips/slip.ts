import { groupCode } from '$lib/domain/ballot-code';
import { groupFingerprint } from '$lib/domain/verify/fingerprint';
import { escapeHtml } from './escape-html';
import { qrSvg } from './qr-svg';
import { typedAddress } from './survey-address';

/** What stands on every slip of a batch. */
export interface SlipText {
	/** The union, as `ratedUnion` puts it. */
	unionName: string;
	/** How those who answer are called. */
	voter: string;
	title: string;
	/** Full address of the survey's page, without code. */
	address: string;
	/** "11月29日 18:00" */
	closes: string;
	/** 问卷指纹, 24 digits. Null before opening: it commits to the very codes that are printed then. */
	fingerprint: string | null;
}

/** The promise, as on the member's page and the poster. */
export const promise = '码与姓名没有对应：自己抽取，不登记谁拿了哪张。';

/** One slip (票): nothing on it but the code tells it from its neighbours. `code`: 16 digits. */
export function renderSlip(text: SlipText, code: string): string {
	return `<article>${qrSvg(text.address, code)}<div><h2>${escapeHtml(text.unionName)}</h2><h3>${escapeHtml(text.title)}</h3><p>手机扫左边的码，扫不了就打开<b class="a">${escapeHtml(typedAddress(text.address))}</b>输入下面 16 位数字。只能用一次，<b>${escapeHtml(text.closes)}</b> 截止。</p></div><p class="c">${groupCode(code)}</p><p class="p">${footOf(text)}</p></article>`;
}

/** One line: with the fingerprint the promise is said in fewer words. */
function footOf({ fingerprint }: SlipText): string {
	return fingerprint ? `自己抽取，不记姓名。问卷指纹 ${groupFingerprint(fingerprint)}` : promise;
}
