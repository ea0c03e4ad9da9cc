import { selfDays } from '$lib/domain/application-life';
import type { App } from '../app';
import { today } from '../clock';
import { transaction } from '../database/transaction';
import type { Day } from '../database/values';
import { Refused } from '../refusals';
import { changeApplication } from './change-application';
import { findApplicationById, lifeOf } from './find-application';

interface Written {
	reason: string;
	/** New last day of self review; null: as it is. */
	selfUntil: Day | null;
}

/** 开始自查. Refuses `wrong_step`, `before_self`, `after_self`, `stale`. */
export async function beginSelfReview(app: App, applicationId: string, by: string): Promise<void> {
	await transaction(app.db, (trx) =>
		changeApplication(trx, app.clock, applicationId, { act: 'begin', by })
	);
}

/** 开始考评, once somebody reviews it. Refuses `no_reviewer`, `wrong_step`, `before_review`, `after_review`, `stale`. */
export async function startReview(app: App, applicationId: string, by: string): Promise<void> {
	await transaction(app.db, async (trx) => {
		await changeApplication(trx, app.clock, applicationId, { act: 'start_review', by });
		const reviewer = await trx
			.selectFrom('reviewer_assignment')
			.select('user_id')
			.where('application_id', '=', applicationId)
			.limit(1)
			.executeTakeFirst();
		if (!reviewer) throw new Refused('no_reviewer');
	});
}

/**
 * 退回: back to self review, with a reason; where its time is over a new last day is needed.
 * Refuses `reason_needed`, `day_needed`, `wrong_step`, `stale`.
 */
export async function returnApplication(
	app: App,
	applicationId: string,
	{ reason, selfUntil }: Written,
	by: string
): Promise<void> {
	await transaction(app.db, async (trx) => {
		const application = await findApplicationById(trx, applicationId);
		if (!application) throw new Refused('not_found');
		const now = today(app.clock);
		const { to } = selfDays(lifeOf(application), application.round.dates);
		const end = selfUntil !== null && selfUntil > to ? selfUntil : to;
		if (end < now) throw new Refused('day_needed');
		await changeApplication(trx, app.clock, applicationId, {
			...{ act: 'return', reason, by },
			...(selfUntil !== null && selfUntil > to && { selfUntil })
		});
	});
}

/** 延长自查 for one union, with a reason. Refuses `reason_needed`, `day_needed`, `wrong_step`, `stale`. */
export async function extendSelfReview(
	app: App,
	applicationId: string,
	{ reason, selfUntil }: Written,
	by: string
): Promise<void> {
	await transaction(app.db, async (trx) => {
		const application = await findApplicationById(trx, applicationId);
		if (!application) throw new Refused('not_found');
		const { to } = selfDays(lifeOf(application), application.round.dates);
		if (selfUntil === null || selfUntil <= to || selfUntil < today(app.clock))
			throw new Refused('day_needed');
		await changeApplication(trx, app.clock, applicationId, {
			...{ act: 'extend', reason, selfUntil, by }
		});
	});
}

/** 复评: takes a decided one up again, with a reason. Refuses `reason_needed`, `outside_final`, `wrong_step`, `stale`. */
export async function reopenApplication(
	app: App,
	applicationId: string,
	reason: string,
	by: string
): Promise<void> {
	await transaction(app.db, (trx) =>
		changeApplication(trx, app.clock, applicationId, { act: 'reopen', reason, by })
	);
}
