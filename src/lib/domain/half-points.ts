/** Why a typed score was not taken. */
export type ScoreProblem = 'malformed' | 'out_of_range';

export type ParsedScore = { halfPoints: number | null } | { problem: ScoreProblem };

const form = /^(\d{1,3})(?:\.([05])0*)?$/;

/**
 * A score as typed, in half points: "1.5" is 3, an empty field is null (not scored). Full-width digits and 。 for the
 * point are what Chinese keyboards produce, so they are understood. At most `points` whole points.
 */
export function parseScore(text: string, points: number): ParsedScore {
	const plain = text.normalize('NFKC').replace('。', '.').trim();
	if (plain === '') return { halfPoints: null };
	const match = form.exec(plain);
	if (!match) return { problem: /^-?\d+(\.\d+)?$/.test(plain) ? 'out_of_range' : 'malformed' };
	const halfPoints = 2 * Number(match[1]) + (match[2] === '5' ? 1 : 0);
	return halfPoints <= 2 * points ? { halfPoints } : { problem: 'out_of_range' };
}
