/** Signs that take a whole square: Chinese, full-width forms and punctuation, Chinese quotation marks. */
const wide =
	/[\u1100-\u115f\u2014-\u201d\u2026\u203b\u2190-\u21ff\u2460-\u24ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** How wide a text is set, in Chinese characters; Latin letters and digits take half. */
export function textWidth(text: string): number {
	let halves = 0;
	for (const sign of text) halves += wide.test(sign) ? 2 : 1;
	return halves / 2;
}

/**
 * How many lines a text takes in a column so many Chinese characters wide, at least one. Rather one too many: lines
 * break before punctuation and between Latin words, and what does not fit is cut off in a spreadsheet.
 */
export function countLines(text: string, width: number): number {
	const usable = Math.max(1, width - 0.5);
	return text
		.split('\n')
		.reduce((lines, one) => lines + Math.max(1, Math.ceil(textWidth(one) / usable)), 0);
}
