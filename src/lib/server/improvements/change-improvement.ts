import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import type { ImprovementTable } from '../database/schema/improvement';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { findImprovement, type SeenImprovement } from './improvement';

type Changeable = Omit<ImprovementTable, 'id' | 'union_id' | 'year' | 'revision' | 'created_at'>;

/** What is done to an improvement, as the audit calls it. */
export interface Change {
	action: 'edit' | 'close' | 'reopen' | 'publish' | 'withdraw';
	/** The new values, from the row as it stands; throws Refused where that cannot be. */
	to: (row: ImprovementTable) => Partial<Changeable>;
}

/**
 * Changes one improvement and records the old and the new values. Refuses `not_found`, and `improvement_changed` where
 * somebody changed it after it was read.
 */
export function changeImprovement(
	db: Database,
	clock: Clock,
	seen: SeenImprovement,
	{ action, to }: Change,
	by: string
): Promise<void> {
	return transaction(db, async (trx) => {
		const row = await findImprovement(trx, seen);
		const values = to(row);
		const { numUpdatedRows } = await trx
			.updateTable('improvement')
			.set({ ...values, revision: row.revision + 1 })
			.where('id', '=', row.id)
			.where('revision', '=', seen.revision)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('improvement_changed');
		await recordAudit(trx, clock, {
			...{ userId: by, action, noun: 'improvement', nounId: row.id },
			detail: { unionId: row.union_id, year: row.year, ...differences(row, values) }
		});
	});
}

/** The columns that changed, before and after. */
function differences(row: ImprovementTable, values: Partial<Changeable>) {
	const changed = (Object.keys(values) as (keyof Changeable)[]).filter(
		(column) => row[column] !== values[column]
	);
	const pick = (from: Partial<Changeable>) =>
		Object.fromEntries(changed.map((column) => [column, from[column] ?? null]));
	return { old: pick(row), new: pick(values) };
}
