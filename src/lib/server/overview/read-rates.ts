import { sql } from 'kysely';
import { noStates, type StateCounts } from '$lib/domain/coverage-states';
import { percentKey } from '$lib/domain/order-key';
import { rateClasses } from '$lib/domain/rate-class';
import type { Database } from '../database/open';
import { selectFigured, unitState, type UnitFilter } from './select-units';

/** How the rates of some units are spread, and how many units have none, and why. */
export interface Distribution {
	/** Units by class, in the order of `rateClasses`. */
	classes: number[];
	/** Units with a rate that is shown and counts. */
	rated: number;
	/** Units by where they stand; `counts` are those that are rated. */
	states: StateCounts;
}

/**
 * One aggregate over the figures. It counts rates that whoever sees it may also see one by one on the same board, so no
 * number here says anything about a hidden one: nothing is averaged or added up.
 */
export async function readDistribution(db: Database, filter: UnitFilter): Promise<Distribution> {
	const rows = await selectFigured(db, filter)
		.select(({ fn }) => [
			unitState.as('unit_state'),
			rateClass.as('rate_class'),
			fn.countAll<number>().as('n')
		])
		.groupBy(['unit_state', 'rate_class'])
		.execute();
	const classes = rateClasses.map(() => 0);
	const states = { ...noStates };
	for (const { unit_state, rate_class, n } of rows) {
		states[unit_state] += n;
		if (unit_state === 'counts') classes[rate_class] = n;
	}
	return { classes, rated: states.counts, states };
}

const branches = rateClasses.map(
	({ from }, index) =>
		sql`when figure.rate_key >= ${sql.lit(percentKey(from))} then ${sql.lit(index)}`
);
/** Place in `rateClasses`, the highest first that the key reaches; -1 without a rate. */
const rateClass = sql<number>`case ${sql.join(branches.toReversed(), sql` `)} else -1 end`;
