import { yearRange } from '$lib/domain/year-range';
import type { Database } from '../database/open';

/** The years that lists offer: the last five, and back to the first there is a result of; ascending. */
export async function listYears(db: Database, current: number): Promise<number[]> {
	const { first } = await db
		.selectFrom('result')
		.select(({ fn }) => fn.min('year').as('first'))
		.executeTakeFirstOrThrow();
	return yearRange(current, [Number(first ?? current)]);
}
