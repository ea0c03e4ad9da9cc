import { choiceHref } from '$lib/components/office/page-href';
import type { CoveragePart } from '$lib/domain/coverage-states';

/** The present address of the board of coverage with its tree, or with the units of one part. */
export function partHref(search: URLSearchParams, part: CoveragePart | 'tree'): string {
	const units = choiceHref(search, 'view', part === 'tree' ? '' : 'units');
	const query = new URLSearchParams(units);
	// The tree is put in order by other columns, and not searched.
	for (const name of part === 'tree' ? ['q', 'sort'] : []) query.delete(name);
	return choiceHref(query, 'part', part === 'tree' ? '' : part);
}
