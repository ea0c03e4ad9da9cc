import { isOpenState, type ClosedState, type ImprovementState } from '$lib/domain/improvement';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { Refused } from '../refusals';
import { changeImprovement } from './change-improvement';
import type { SeenImprovement } from './improvement';

/** Ends an improvement with its outcome. Refuses `not_found`, `improvement_changed`, `improvement_closed`, `outcome_needed`. */
export async function closeImprovement(
	db: Database,
	clock: Clock,
	seen: SeenImprovement,
	{ state, outcome }: { state: ClosedState; outcome: string },
	by: string
): Promise<void> {
	if (outcome.trim() === '') throw new Refused('outcome_needed');
	const to = (row: { state: ImprovementState }) => {
		if (!isOpenState(row.state)) throw new Refused('improvement_closed');
		return { state, outcome: outcome.trim() };
	};
	await changeImprovement(db, clock, seen, { action: 'close', to }, by);
}

/** Takes up a closed improvement again; its outcome stays in the audit. Refuses `not_found`, `improvement_changed`. */
export async function reopenImprovement(
	db: Database,
	clock: Clock,
	seen: SeenImprovement,
	by: string
): Promise<void> {
	await changeImprovement(
		db,
		clock,
		seen,
		{
			action: 'reopen',
			to: (row) => {
				if (isOpenState(row.state)) throw new Refused('improvement_changed');
				return { state: 'running', outcome: '' };
			}
		},
		by
	);
}
