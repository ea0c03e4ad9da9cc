import { can } from '$lib/domain/permission';
import { subjectNames } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { transaction, type Transaction } from '../database/transaction';
import { toFlag, toInstant } from '../database/values';
import { Refused } from '../refusals';
import { listHistoryFiles } from './history-files';
import { holdHistory } from './hold-history';
import { readHistory, type HistoryView } from './read-history';

type Parts = Pick<App, 'db' | 'clock'>;
type Decider = Pick<Actor, 'userId' | 'roles'>;

/**
 * Approves figures that wait, all or none. `consent`: to a turnout below the minimum, for those that fall short.
 * Refuses `nothing_ticked`, `not_found`, `forbidden`, `stale`, `own_history`, `history_before_founding`,
 * `evidence_missing` and `evidence_unseen`, naming the figure.
 */
export async function approveHistory(
	app: Parts,
	actor: Decider,
	{ ids, consent }: { ids: readonly string[]; consent: boolean }
): Promise<number> {
	return decide(app, actor, ids, async (trx, view) => {
		if (view.enteredById === actor.userId) throw new Refused('own_history', nameOf(view));
		if (beforeFounding(view)) throw new Refused('history_before_founding', nameOf(view));
		const scans = await listHistoryFiles(trx, actor, view.result.id);
		if (scans.length === 0) throw new Refused('evidence_missing', nameOf(view));
		// Nobody vouches for what they may not look at.
		if (!scans.some(({ open }) => open)) throw new Refused('evidence_unseen', nameOf(view));
		const weak = consent && !view.result.turnoutReached;
		await settle(trx, app, { view, actor, act: 'approve', consent: weak, reason: null });
	});
}

/**
 * Refuses figures that wait, with a reason that their union reads. Refuses `nothing_ticked`, `reason_needed`,
 * `not_found`, `forbidden` and `stale`.
 */
export async function refuseHistory(
	app: Parts,
	actor: Decider,
	{ ids, reason }: { ids: readonly string[]; reason: string }
): Promise<number> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	return decide(app, actor, ids, (trx, view) =>
		settle(trx, app, { view, actor, act: 'refuse', consent: false, reason: reason.trim() })
	);
}

async function decide(
	{ db }: Parts,
	{ roles }: Decider,
	ids: readonly string[],
	settleOne: (trx: Transaction, view: HistoryView) => Promise<void>
): Promise<number> {
	const wanted = [...new Set(ids)];
	if (wanted.length === 0) throw new Refused('nothing_ticked');
	return transaction(db, async (trx) => {
		await holdHistory(trx, wanted);
		const views = await readHistory(trx, wanted);
		if (views.length !== wanted.length) throw new Refused('not_found');
		for (const view of views) {
			if (!can(roles, 'union.read', view.union.path)) throw new Refused('not_found');
			if (!can(roles, 'history.decide', view.union.path))
				throw new Refused('forbidden', nameOf(view));
			await settleOne(trx, view);
		}
		return views.length;
	});
}

/** A founding day may have been entered or corrected since. */
function beforeFounding({ union, result }: HistoryView): boolean {
	return union.foundedOn !== null && result.year < Number(union.foundedOn.slice(0, 4));
}

interface Decision {
	view: HistoryView;
	actor: Decider;
	act: 'approve' | 'refuse' | 'take_back';
	consent: boolean;
	reason: string | null;
}

/** One conditional statement: of two who decide at once, one is told that it is too late. */
export async function settle(
	trx: Transaction,
	{ clock }: Pick<App, 'clock'>,
	{ view, actor, act, consent, reason }: Decision
): Promise<void> {
	const { id, year, subject } = view.result;
	const status = act === 'approve' ? 'valid' : 'refused';
	const { numUpdatedRows } = await trx
		.updateTable('result')
		.set({
			...{ status, consent: toFlag(consent), decided_by: actor.userId },
			decided_at: toInstant(clock.now())
		})
		.where('id', '=', id)
		.where('source', '=', 'history')
		.where('status', '=', 'pending')
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Refused('stale', nameOf(view));
	await trx.updateTable('history').set({ reason }).where('result_id', '=', id).execute();
	await recordAudit(trx, clock, {
		...{ userId: actor.userId, action: act, noun: 'history', nounId: id },
		detail: {
			...{ unionId: view.union.id, year, subject, reason, consent },
			...{ before: { status: 'pending' }, after: { status } }
		}
	});
}

export function nameOf({ union, result }: Pick<HistoryView, 'union' | 'result'>): string {
	return `${union.name} ${result.year} 年${subjectNames[result.subject]}`;
}
