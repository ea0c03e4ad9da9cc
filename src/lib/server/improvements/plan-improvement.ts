import type { OpenState } from '$lib/domain/improvement';
import { isOpenState } from '$lib/domain/improvement';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { changeImprovement } from './change-improvement';
import type { ImprovementPlan, SeenImprovement } from './improvement';

/** Adds an improvement, unpublished and not begun, and returns its id. */
export function addImprovement(
	db: Database,
	clock: Clock,
	of: { unionId: string; year: number },
	plan: ImprovementPlan,
	by: string
): Promise<string> {
	return transaction(db, async (trx) => {
		const id = newId();
		const row = { ...columnsOf(plan), state: 'planned' as const, outcome: '' };
		await trx
			.insertInto('improvement')
			.values({
				...{ id, union_id: of.unionId, year: of.year, ...row },
				...{ published: 0, published_at: null, revision: 0 },
				created_at: toInstant(clock.now())
			})
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'add', noun: 'improvement', nounId: id },
			detail: { ...of, old: null, new: row }
		});
		return id;
	});
}

/** Changes what is planned and whether it has begun. Refuses `not_found`, `improvement_changed`, `improvement_closed`. */
export function editImprovement(
	db: Database,
	clock: Clock,
	seen: SeenImprovement,
	{ state, ...plan }: ImprovementPlan & { state: OpenState },
	by: string
): Promise<void> {
	return changeImprovement(
		db,
		clock,
		seen,
		{
			action: 'edit',
			to: (row) => {
				if (!isOpenState(row.state)) throw new Refused('improvement_closed');
				return { ...columnsOf(plan), state };
			}
		},
		by
	);
}

function columnsOf({ problem, measure, owner, dueOn, questionId }: ImprovementPlan) {
	return { problem, measure, owner, due_on: dueOn, question_id: questionId };
}
