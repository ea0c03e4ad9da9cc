import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { changeImprovement } from './change-improvement';
import { findImprovement, type SeenImprovement } from './improvement';

/** Shows an improvement on the public page, or takes it off again. Refuses `not_found`, `improvement_changed`. */
export function publishImprovement(
	db: Database,
	clock: Clock,
	seen: SeenImprovement,
	published: boolean,
	by: string
): Promise<void> {
	return changeImprovement(
		db,
		clock,
		seen,
		{
			action: published ? 'publish' : 'withdraw',
			to: (row) =>
				published
					? { published: 1, published_at: row.published_at ?? toInstant(clock.now()) }
					: { published: 0 }
		},
		by
	);
}

/** Deletes an improvement that was never published. Refuses `not_found`, `improvement_changed`, `improvement_published`. */
export function deleteImprovement(
	db: Database,
	clock: Clock,
	seen: SeenImprovement,
	by: string
): Promise<void> {
	return transaction(db, async (trx) => {
		const row = await findImprovement(trx, seen);
		if (row.published_at !== null) throw new Refused('improvement_published');
		const { numDeletedRows } = await trx
			.deleteFrom('improvement')
			.where('id', '=', row.id)
			.where('revision', '=', seen.revision)
			.executeTakeFirst();
		if (numDeletedRows !== 1n) throw new Refused('improvement_changed');
		const { problem, measure, owner, due_on, state, outcome, question_id } = row;
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'delete', noun: 'improvement', nounId: row.id },
			detail: {
				...{ unionId: row.union_id, year: row.year },
				old: { problem, measure, owner, due_on, state, outcome, question_id },
				new: null
			}
		});
	});
}
