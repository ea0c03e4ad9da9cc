/** The whole comment, or every place where a passage stands in it. */
export const redactionKinds = ['whole', 'passage'] as const;
export type RedactionKind = (typeof redactionKinds)[number];

/** What stands for words that are gone; always the same, for a length can give a name away. */
export const redactedMark = '▇▇';

/**
 * The comment without a passage (compared as written), or without anything; null if the passage does not stand in it.
 * A mark that is there already is never taken for a passage.
 */
export function redactComment(body: string, passage: string | null): string | null {
	if (passage === null) return redactedMark;
	if (passage.trim() === '' || passage.includes(redactedMark[0] ?? '')) return null;
	const parts = body.split(passage);
	return parts.length < 2 ? null : parts.join(redactedMark);
}
