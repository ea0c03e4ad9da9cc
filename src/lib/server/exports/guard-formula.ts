/** What a spreadsheet program may take for the beginning of a formula or command. */
const BEGINS = '[=+\\-@\\t\\r＝＋－＠]';
const formula = new RegExp(`^'*${BEGINS}`);
const guarded = new RegExp(`^'+${BEGINS}`);

/**
 * A text for a .csv file, in which a text cannot be told from a formula: one that looks like a formula has an apostrophe
 * before it, and so has one that would look like that (`'=x`). Reading takes one apostrophe away, so nothing is lost.
 */
export function guardFormula(text: string): string {
	return formula.test(text) ? `'${text}` : text;
}

/** The same for .xlsx files, whose texts are stored as texts: only what reading would take an apostrophe from. */
export function guardApostrophe(text: string): string {
	return guarded.test(text) ? `'${text}` : text;
}

/** Takes away what the two above put there. */
export function unguard(text: string): string {
	return guarded.test(text) ? text.slice(1) : text;
}
