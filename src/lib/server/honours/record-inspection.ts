import type { Inspection } from '$lib/domain/reinspection';
import { recordAudit } from '../audit/record-audit';
import { thisYear, type Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { listHonours } from './list-honours';

export interface NewInspection extends Inspection {
	/** The union in whose register the title stands. */
	unionId: string;
	honourId: string;
	/** What was found. */
	note: string;
}

/**
 * Records the 复查 of a title in a year; a second entry of the same year replaces the first.
 * Refuses `not_found`, `honour_revoked`, `inspected_before_award`, and `reason_needed` for anything but 合格 without a note.
 */
export async function recordInspection(
	db: Database,
	clock: Clock,
	inspection: NewInspection,
	by: string
): Promise<void> {
	const { unionId, honourId, year, outcome } = inspection;
	const note = inspection.note.trim();
	if (outcome !== 'passed' && note === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		const honour = (await listHonours(trx, unionId)).find(({ id }) => id === honourId);
		if (!honour) throw new Refused('not_found');
		if (honour.revoked_year !== null) throw new Refused('honour_revoked');
		if (year < honour.year || year > thisYear(clock)) throw new Refused('inspected_before_award');
		const before = await findInspection(trx, honourId, year);
		const given = { outcome, note, recorded_by: by, recorded_at: toInstant(clock.now()) };
		await trx
			.insertInto('honour_inspection')
			.values({ honour_id: honourId, year, ...given })
			.onConflict((conflict) => conflict.columns(['honour_id', 'year']).doUpdateSet(given))
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'inspect', noun: 'honour', nounId: honourId },
			detail: { year, outcome, note, before: before ?? null }
		});
	});
}

function findInspection(trx: Transaction, honourId: string, year: number) {
	return trx
		.selectFrom('honour_inspection')
		.select(['outcome', 'note'])
		.where('honour_id', '=', honourId)
		.where('year', '=', year)
		.executeTakeFirst();
}
