import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { transaction } from '../database/transaction';
import type { Instant } from '../database/values';
import { Refused } from '../refusals';
import type { Actor } from './actor';
import { endSessions } from './password';
import { isOver } from './session';
import { readSignInRules } from './sign-in-rules';

/** A browser that is signed in to one's own account: since when, and whether it is this one. Nothing else is kept of it. */
export interface OwnSession {
	id: string;
	startedAt: Instant;
	current: boolean;
}

/** The latest first. */
export async function listSessions({ db, clock }: App, actor: Actor): Promise<OwnSession[]> {
	const rows = await db
		.selectFrom('session')
		.select(['id', 'pending', 'started_at', 'seen_at'])
		.where('user_id', '=', actor.userId)
		.where('pending', '=', 0)
		.orderBy('started_at', (order) => order.desc().nullsLast())
		.orderBy('id')
		.execute();
	const rules = await readSignInRules(db);
	return rows.flatMap((row) =>
		row.started_at === null || isOver(row, rules, clock.now())
			? []
			: [{ id: row.id, startedAt: row.started_at, current: row.id === actor.session?.id }]
	);
}

/** Signs one browser out. Refuses `not_found`, for one of somebody else too. */
export async function endSession(app: App, { userId }: Actor, id: string): Promise<void> {
	await transaction(app.db, async (trx) => {
		const { numDeletedRows } = await trx
			.deleteFrom('session')
			.where('id', '=', id)
			.where('user_id', '=', userId)
			.executeTakeFirst();
		if (numDeletedRows !== 1n) throw new Refused('not_found');
		const entry = { userId, action: 'sign_out', noun: 'user', nounId: userId };
		await recordAudit(trx, app.clock, { ...entry, detail: { sessions: 'one' } });
	});
}

/** Signs every other browser out. */
export async function endOtherSessions(app: App, { userId, session }: Actor): Promise<void> {
	await transaction(app.db, async (trx) => {
		await trx
			.deleteFrom('session')
			.where('user_id', '=', userId)
			.where('id', '!=', session?.id ?? '')
			.execute();
		const entry = { userId, action: 'sign_out', noun: 'user', nounId: userId };
		await recordAudit(trx, app.clock, { ...entry, detail: { sessions: 'others' } });
	});
}

/** Signs every browser out, this one too. */
export async function endAllSessions(app: App, { userId }: Actor): Promise<void> {
	await transaction(app.db, async (trx) => {
		await endSessions(trx, userId);
		const entry = { userId, action: 'sign_out', noun: 'user', nounId: userId };
		await recordAudit(trx, app.clock, { ...entry, detail: { sessions: 'all' } });
	});
}
