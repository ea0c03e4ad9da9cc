import { sql, type RawBuilder } from 'kysely';
import type { Day, Instant } from '../database/values';

/**
 * Condition on the table `union`: it was there at the end of a year, not founded later and not closed before. A union whose
 * founding day nobody entered was always there; when it was entered here says nothing of it.
 */
export function existedIn(year: number): RawBuilder<boolean> {
	const [founded, closed] = [sql.ref('union.founded_on'), sql.ref('union.closed_at')];
	return sql<boolean>`((${founded} is null or ${founded} < ${nextYear(year)})
		and (${closed} is null or ${closed} >= ${endOf(year)}))`;
}

/** The first day after a year. */
export function nextYear(year: number): Day {
	return `${year + 1}-01-01` as Day;
}

/** The end of the year in Shanghai. */
function endOf(year: number): Instant {
	return `${year}-12-31T16:00:00.000Z` as Instant;
}
