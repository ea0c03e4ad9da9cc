import { noStates, type StateCounts } from '$lib/domain/coverage-states';
import type { Database } from '../database/open';
import { selectFigured, unitState, type UnitFilter } from './select-units';

/** How many units stand where. */
export async function countStates(db: Database, filter: UnitFilter): Promise<StateCounts> {
	const rows = await selectFigured(db, filter)
		.select(({ fn }) => [unitState.as('unit_state'), fn.countAll<number>().as('n')])
		.groupBy('unit_state')
		.execute();
	return { ...noStates, ...Object.fromEntries(rows.map(({ unit_state, n }) => [unit_state, n])) };
}
