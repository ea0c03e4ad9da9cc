import { writableScores } from '$lib/domain/application-life';
import type { ScoreKind } from '$lib/domain/score-sheet';
import { today, type Clock } from '../clock';
import type { ApplicationTable } from '../database/schema/round';
import type { Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { datesOf, lifeOf, roundColumns } from './find-application';

/** Which application: a union's, of one year, by one rubric. */
export interface ApplicationKey {
	unionId: string;
	year: number;
	rubric: ApplicationTable['rubric'];
}

/**
 * Holds an application until the transaction ends, so that its scores and its state change one after the other; whoever
 * writes scores calls this first. Refuses `sheet_locked` where scores of this kind may not be written now.
 */
export async function holdForWriting(
	trx: Transaction,
	clock: Clock,
	{ unionId, year, rubric }: ApplicationKey,
	kind: ScoreKind
): Promise<{ applicationId: string }> {
	const state = kind === 'self' ? ('self_review' as const) : ('under_review' as const);
	const held = await trx
		.updateTable('application')
		.set({ state })
		.where('union_id', '=', unionId)
		.where('year', '=', year)
		.where('rubric', '=', rubric)
		.where('state', '=', state)
		.returningAll()
		.executeTakeFirst();
	if (!held) throw new Refused('sheet_locked');
	const round = await trx
		.selectFrom('round')
		.select(roundColumns)
		.where('id', '=', held.round_id)
		.executeTakeFirstOrThrow();
	if (writableScores(lifeOf({ ...held, state }), datesOf(round), today(clock)) !== kind)
		throw new Refused('sheet_locked');
	return { applicationId: held.id };
}
