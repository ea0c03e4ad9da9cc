/**
 * The number of a survey (问卷编号), as in its address: lower-case letters and digits without i, l, o and u. What was
 * read or typed as one of those is taken for the sign it resembles.
 */
const alike: Record<string, string> = { i: '1', l: '1', o: '0', u: 'v' };

const form = /^[0-9a-hjkmnp-tv-z]{4,32}$/;

/** What somebody typed, as a survey's id; null if it can be none. An address ending in the number will do as well. */
export function normaliseSurveyNumber(text: string): string | null {
	if (text.length > 300) return null;
	const plain = text
		.normalize('NFKC')
		.replace(/[#?].*$/s, '')
		.replace(/\/+\s*$/, '');
	const last = plain.slice(plain.lastIndexOf('/') + 1).toLowerCase();
	const number = last
		.replace(/[\s\p{Pd}\p{Cf}]/gu, '')
		.replace(/[ilou]/g, (sign) => alike[sign] ?? sign);
	return form.test(number) ? number : null;
}
