import { rubricLevels } from '$lib/domain/rubric';
import type { Level } from '$lib/domain/words';
import type { Rubrics } from '../rubrics/assemble';

export interface Kind {
	id: string;
	name: string;
}

/** What a union above the county may be: no annex scores it, so no rubric names its kinds. */
const federation: Kind[] = [{ id: 'federation', name: '地方总工会' }];

/** The kinds (单位类型) a union of each level may be of, in the words of the annexes. */
export function kindsByLevel({ rubrics }: Rubrics): Record<Level, Kind[]> {
	const [grassroots, intermediate, county] = rubricLevels.map((level) => rubrics[level].applies_to);
	return {
		grassroots: grassroots ?? [],
		intermediate: intermediate ?? [],
		county: county ?? [],
		city: federation,
		province: federation
	};
}

/** Every kind once, from the grassroots up. */
export function allKinds(rubrics: Rubrics): Kind[] {
	const kinds = Object.values(kindsByLevel(rubrics)).flat();
	return [...new Map(kinds.map((kind) => [kind.id, kind])).values()];
}

/** The kind's name as printed; the id itself if the rubrics no longer know it. */
export function kindName(rubrics: Rubrics, id: string): string {
	return allKinds(rubrics).find((kind) => kind.id === id)?.name ?? id;
}
