import type { Mover } from '$lib/server/overview/read-movers';

/** What is to be known before two years are compared. */
export function moverMarks({
	newChair,
	otherRule
}: Pick<Mover, 'newChair' | 'otherRule'>): string[] {
	return [...(newChair ? ['主席已换'] : []), ...(otherRule ? ['两年算法不同'] : [])];
}
