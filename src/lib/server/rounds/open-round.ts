import { checkDates, type RoundDates } from '$lib/domain/round-dates';
import type { RubricLevel } from '$lib/domain/rubric';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant, type Day } from '../database/values';
import { Refused } from '../refusals';
import { idsOn, lockTree, type Place } from '../unions/lock-tree';

export interface NewRound {
	unionId: string;
	year: number;
	level: RubricLevel;
	dates: RoundDates;
}

/**
 * Opens a round for the unions of a level below a union and returns its id. Rounds of one year and level never overlap:
 * none may be there of this union, of one above it or of one below it.
 * Refuses `not_found`, `bad_round_dates`, `round_empty`, `round_overlaps`.
 */
export async function openRound(
	db: Database,
	clock: Clock,
	round: NewRound,
	by: string
): Promise<string> {
	const { unionId, year, level, dates } = round;
	if (checkDates(dates)) throw new Refused('bad_round_dates');
	return transaction(db, async (trx) => {
		const union = await lockTree(trx, unionId);
		if (!(await hasUnionsBelow(trx, union, level))) throw new Refused('round_empty');
		if (await findOverlap(trx, union, round)) throw new Refused('round_overlaps');
		const id = newId();
		await trx
			.insertInto('round')
			.values({
				...{ id, union_id: unionId, year, level, ...columnsOf(dates) },
				...{ created_by: by, created_at: toInstant(clock.now()) }
			})
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'open', noun: 'round', nounId: id },
			detail: { unionId, year, level, dates }
		});
		return id;
	});
}

export function columnsOf({ self, review, final }: RoundDates) {
	return {
		...{ self_from: self.from as Day, self_to: self.to as Day },
		...{ review_from: review.from as Day, review_to: review.to as Day },
		final_from: (final?.from ?? null) as Day | null,
		final_to: (final?.to ?? null) as Day | null
	};
}

async function hasUnionsBelow(
	trx: Transaction,
	{ path }: Pick<Place, 'path'>,
	level: string
): Promise<boolean> {
	const one = await trx
		.selectFrom('union')
		.select('id')
		.where('level', '=', level as RubricLevel)
		.where('path', 'like', `${path}_%`)
		.limit(1)
		.executeTakeFirst();
	return one !== undefined;
}

async function findOverlap(trx: Transaction, { path }: Place, { year, level }: NewRound) {
	return trx
		.selectFrom('round')
		.innerJoin('union', 'union.id', 'round.union_id')
		.select('round.id')
		.where('round.year', '=', year)
		.where('round.level', '=', level)
		.where(({ eb, or }) =>
			or([eb('union.path', 'like', `${path}%`), eb('union.id', 'in', idsOn(path))])
		)
		.limit(1)
		.executeTakeFirst();
}
