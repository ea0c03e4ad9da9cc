import { findProblem } from '$lib/domain/application-life';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { today } from '../clock';
import type { Database } from '../database/open';
import type { ApplicationTable } from '../database/schema/round';
import type { UnionTable } from '../database/schema/union';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { findApplicationById, lifeOf } from './find-application';
import { recordEvent } from './record-event';

/**
 * 撤回申报: the union takes its application back before it has ever handed in its self review; what it typed stays on the
 * sheet, and it may apply again. Refuses `not_found`, `wrong_step`, `handed_in`, `stale`.
 */
export async function withdrawApplication(
	app: App,
	applicationId: string,
	by: string
): Promise<void> {
	await transaction(app.db, async (trx) => {
		const before = await findApplicationById(trx, applicationId);
		if (!before) throw new Refused('not_found');
		const { union_id: unionId, year, state: from, steps } = before;
		const problem = findProblem(lifeOf(before), 'withdraw', before.round.dates, today(app.clock));
		if (problem) throw new Refused(problem);
		if (await wasHandedIn(trx, applicationId)) throw new Refused('handed_in');
		const { numUpdatedRows } = await trx
			.updateTable('application')
			.set({ state: 'withdrawn', steps: steps + 1, self_until: null })
			.where('id', '=', applicationId)
			.where('state', '=', from)
			.where('steps', '=', steps)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('stale');
		const event = { act: 'withdraw', from, to: 'withdrawn', reason: '', by } as const;
		await recordEvent(trx, app.clock, { applicationId, seq: steps + 1 }, event);
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'withdraw', noun: 'application', nounId: applicationId },
			detail: { unionId, year, from, to: 'withdrawn' }
		});
	});
}

/** Whether the self review was ever handed in. */
export async function wasHandedIn(db: Database, applicationId: string): Promise<boolean> {
	const row = await db
		.selectFrom('application_event')
		.select('seq')
		.where('application_id', '=', applicationId)
		.where('act', '=', 'submit')
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** The id of the application of a union and year that was withdrawn, or null. */
export async function findWithdrawn(
	db: Database,
	{ id, level }: Pick<UnionTable, 'id' | 'level'>,
	year: number
): Promise<string | null> {
	const row = await db
		.selectFrom('application')
		.select('id')
		.where('union_id', '=', id)
		.where('year', '=', year)
		.where('rubric', '=', level as ApplicationTable['rubric'])
		.where('state', '=', 'withdrawn')
		.executeTakeFirst();
	return row?.id ?? null;
}
