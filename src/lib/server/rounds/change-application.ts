import {
	afterAct,
	findProblem,
	needsReason,
	type ApplicationAct
} from '$lib/domain/application-life';
import { recordAudit } from '../audit/record-audit';
import { today, type Clock } from '../clock';
import type { ApplicationTable } from '../database/schema/round';
import type { Transaction } from '../database/transaction';
import { toFlag, type Day } from '../database/values';
import { Refused } from '../refusals';
import { findApplicationById, lifeOf, type Application } from './find-application';
import { recordEvent } from './record-event';

export interface Change {
	act: Exclude<ApplicationAct, 'apply' | 'withdraw'>;
	by: string;
	reason?: string;
	/** New last day of self review for this union. */
	selfUntil?: Day;
}

/** Totals that are kept with the state, half points, and what was measured. */
export type Sealed = Partial<
	Pick<
		ApplicationTable,
		'self_score' | 'self_points' | 'review_score' | 'review_points' | 'measured'
	>
>;

/**
 * Changes the state of an application once: of two who do it at the same time one is refused. Its row is held until the
 * transaction ends, so what `seal` reads of the sheet is what the state was changed for.
 * Refuses `not_found`, `reason_needed`, `stale` and every problem of the domain (`wrong_step`, `after_self`, …).
 */
export async function changeApplication(
	trx: Transaction,
	clock: Clock,
	applicationId: string,
	{ act, by, reason = '', selfUntil }: Change
): Promise<Application> {
	const before = await findApplicationById(trx, applicationId);
	if (!before) throw new Refused('not_found');
	const problem = findProblem(lifeOf(before), act, before.round.dates, today(clock));
	if (problem) throw new Refused(problem);
	if (needsReason(act) && reason.trim() === '') throw new Refused('reason_needed');
	const after = afterAct(lifeOf(before), act, selfUntil);
	if (!after) throw new Refused('wrong_step');
	const steps = before.steps + 1;
	const changed = {
		...{ state: after.state, reopened: toFlag(after.reopened), steps },
		self_until: after.selfUntil as Day | null
	};
	const { numUpdatedRows } = await trx
		.updateTable('application')
		.set(changed)
		.where('id', '=', applicationId)
		.where('state', '=', before.state)
		.where('steps', '=', before.steps)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Refused('stale');
	const event = { act, from: before.state, to: after.state, reason: reason.trim(), by };
	await recordEvent(trx, clock, { applicationId, seq: steps }, event);
	await recordAudit(trx, clock, {
		...{ userId: by, action: act, noun: 'application', nounId: applicationId },
		detail: {
			...{ unionId: before.union_id, year: before.year, from: before.state, to: after.state },
			...(event.reason && { reason: event.reason }),
			...(selfUntil && { selfUntil: { from: before.self_until, to: selfUntil } })
		}
	});
	return { ...before, ...changed };
}

/** Keeps the totals for which the state was changed, in the transaction that changed it. */
export async function sealTotals(
	trx: Transaction,
	applicationId: string,
	sealed: Sealed
): Promise<void> {
	await trx.updateTable('application').set(sealed).where('id', '=', applicationId).execute();
}
