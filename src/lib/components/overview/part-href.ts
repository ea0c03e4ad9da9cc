import { choiceHref } from '$lib/components/office/page-href';
import type { CoveragePart } from '$lib/domain/coverage-states';

/** The present address of the board of coverage with its tree, or with the units of one part. */
export function partHref(search: URLSearchParams, part: CoveragePart | 'tree'): string {
	const units = choiceHref(search, 'view', part === 'tree' ? '' : 'units');
	return choiceHref(new URLSearchParams(units), 'part', part === 'tree' ? '' : part);
}
