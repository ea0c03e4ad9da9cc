/**
 * A text as somebody meant it: no invisible signs (zero widths, marks of direction, controls), every run of blanks,
 * full-width ones and line breaks too, one space, none at the ends. Full-width brackets of names stay as they are.
 */
export function cleanText(text: string): string {
	return text
		.toWellFormed()
		.replace(/[\s\u00a0\u3000]+/gu, ' ')
		.replace(/[\p{Cc}\p{Cf}\ufffd]/gu, '')
		.replace(/ {2,}/g, ' ')
		.trim();
}

/** A code, number or date without its blanks: digits, letters and signs typed full-width become plain ones. */
export function plainText(text: string): string {
	return cleanText(text)
		.normalize('NFKC')
		.replace(/ /g, '')
		.replace(/[‐‑‒–—―−﹣]/g, '-');
}
