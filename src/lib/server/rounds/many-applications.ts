import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { Refused, type RefusalCode } from '../refusals';
import { readSheetAccess } from './sheet-access';
import { decideApplication } from './submit-application';
import { startReview } from './supervise-application';

/** Acts on many applications of a round at once. */
export const manyActs = ['start_review', 'decide'] as const;
export type ManyAct = (typeof manyActs)[number];

/** As many as are settled in one request. */
export const MOST = 200;

/** How many were settled, and every union that was not, with the reason in Chinese. */
export interface ManyOutcome {
	act: ManyAct;
	done: number;
	failed: { name: string; code: RefusalCode; text: string }[];
}

/**
 * 开始考评 or 确定 for many unions of a round, each in a transaction of its own: one that is refused is named and changed
 * in nothing, and keeps no other from being settled. Refuses `nothing_chosen`, `too_many_chosen`.
 */
export async function actOnMany(
	app: App,
	actor: Pick<Actor, 'userId' | 'roles'>,
	{ roundId, act, applicationIds }: { roundId: string; act: ManyAct; applicationIds: string[] }
): Promise<ManyOutcome> {
	const ids = [...new Set(applicationIds)];
	if (ids.length === 0) throw new Refused('nothing_chosen');
	if (ids.length > MOST) throw new Refused('too_many_chosen');
	const outcome: ManyOutcome = { act, done: 0, failed: [] };
	for (const one of await listChosen(app, roundId, ids)) {
		const refusal = await refusalOf(() => actOn(app, actor, act, one));
		if (refusal) outcome.failed.push({ name: one.name, code: refusal.code, text: refusal.text });
		else outcome.done++;
	}
	return outcome;
}

interface Chosen {
	id: string;
	unionId: string;
	year: number;
	name: string;
}

function listChosen({ db }: App, roundId: string, ids: readonly string[]): Promise<Chosen[]> {
	return db
		.selectFrom('application')
		.innerJoin('union', 'union.id', 'application.union_id')
		.select(['application.id', 'application.union_id as unionId', 'application.year', 'union.name'])
		.where('application.round_id', '=', roundId)
		.where('application.id', 'in', ids)
		.orderBy('union.code')
		.execute();
}

async function actOn(
	app: App,
	actor: Pick<Actor, 'userId' | 'roles'>,
	act: ManyAct,
	{ id, unionId, year }: Chosen
): Promise<void> {
	// Nobody settles their own union's, whoever keeps the round.
	const { rights } = await readSheetAccess(app.db, app.clock, actor, { unionId, year });
	if (!rights.includes('supervise')) throw new Refused('not_yours_to_settle');
	if (act === 'start_review') await startReview(app, id, actor.userId);
	else await decideApplication(app, id, actor.userId);
}

async function refusalOf(work: () => Promise<void>): Promise<Refused | null> {
	try {
		await work();
		return null;
	} catch (error) {
		if (error instanceof Refused) return error;
		throw error;
	}
}
