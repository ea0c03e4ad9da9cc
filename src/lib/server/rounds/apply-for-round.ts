import { findProblem } from '$lib/domain/application-life';
import { recordAudit } from '../audit/record-audit';
import { today, type Clock } from '../clock';
import { isUniqueViolation } from '../database/dialect';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { transaction, type Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { holdOpenUnion } from '../unions/lock-tree';
import { changeApplication } from './change-application';
import { lockRound } from './edit-round';
import { findRoundFor, type Round } from './find-round';
import { recordEvent } from './record-event';

/**
 * 申报: a union takes part in the round of the year and its level; where self review is under way it begins at once.
 * Returns the application's id. Refuses `no_round`, `after_self`, `applied_already`.
 */
export async function applyForRound(
	db: Database,
	clock: Clock,
	union: Pick<UnionTable, 'id' | 'path' | 'level'>,
	year: number,
	by: string
): Promise<string> {
	try {
		return await transaction(db, (trx) => apply(trx, clock, union, { year, by }));
	} catch (error) {
		// Somebody else of the same union was faster.
		if (isUniqueViolation(error)) throw new Refused('applied_already');
		throw error;
	}
}

async function apply(
	trx: Transaction,
	clock: Clock,
	union: Pick<UnionTable, 'id' | 'path' | 'level'>,
	{ year, by }: { year: number; by: string }
): Promise<string> {
	await holdOpenUnion(trx, union.id);
	const round = await findRoundFor(trx, union, year);
	if (!round) throw new Refused('no_round');
	await lockRound(trx, round.id);
	const problem = findProblem(null, 'apply', round.dates, today(clock));
	if (problem) throw new Refused(problem);
	const again = await takeUpAgain(trx, union.id, round);
	const id = again?.id ?? (await insertApplication(trx, union.id, round));
	const from = again ? ('withdrawn' as const) : null;
	const event = { act: 'apply', from, to: 'applied', reason: '', by } as const;
	await recordEvent(trx, clock, { applicationId: id, seq: again?.steps ?? 1 }, event);
	await recordAudit(trx, clock, {
		...{ userId: by, action: 'apply', noun: 'application', nounId: id },
		detail: { unionId: union.id, roundId: round.id, year }
	});
	if (today(clock) >= round.dates.self.from)
		await changeApplication(trx, clock, id, { act: 'begin', by });
	return id;
}

/** What was withdrawn, applied for again; undefined where nothing was. */
async function takeUpAgain(
	trx: Transaction,
	unionId: string,
	{ id: roundId }: Round
): Promise<{ id: string; steps: number } | undefined> {
	return trx
		.updateTable('application')
		.set((eb) => ({ state: 'applied' as const, steps: eb('steps', '+', 1) }))
		.where('round_id', '=', roundId)
		.where('union_id', '=', unionId)
		.where('state', '=', 'withdrawn')
		.returning(['id', 'steps'])
		.executeTakeFirst();
}

async function insertApplication(
	trx: Transaction,
	unionId: string,
	{ id: roundId, year, level }: Round
): Promise<string> {
	const id = newId();
	await trx
		.insertInto('application')
		.values({
			...{ id, round_id: roundId, union_id: unionId, year, rubric: level },
			...{ state: 'applied', steps: 1, self_until: null, reopened: 0 },
			...{ self_score: null, self_points: null, review_score: null, review_points: null }
		})
		.execute();
	return id;
}
