import { createHash } from 'node:crypto';
import { countVoters, electorateText, type ChairElectorate } from '$lib/domain/chair-electorate';
import type { App } from '../app';
import { inSlices } from '../ballots/slices';
import type { Survey } from '../database/schema/survey';
import type { Transaction } from '../database/transaction';
import { toFlag, toJson } from '../database/values';
import { Refused } from '../refusals';
import { readChairPlan } from './chair-plan';
import { checkDraw } from './check-draw';
import { findElectors } from './find-electors';

const rowsPerStatement = 500;

/**
 * Freezes whom a superior appraisal asks, by the tree and the terms of office of this moment, and returns 应参评; null for
 * every other survey. Call it before the survey leaves its draft. Refuses `no_electors`, `draw_replaced`, and
 * `electorate_shrank` when more
 * codes are printed than chairs are left.
 */
export async function freezeElectorate(
	trx: Transaction,
	app: App,
	survey: Pick<Survey, 'id' | 'union_id' | 'year' | 'issued'>
): Promise<number | null> {
	const plan = await readChairPlan(trx, survey.id);
	if (!plan) return null;
	await checkDraw(trx, survey, plan.drawId);
	const union = await trx
		.selectFrom('union')
		.select('path')
		.where('id', '=', survey.union_id)
		.executeTakeFirstOrThrow();
	const electorate = await findElectors(trx, app.rubrics, union, plan);
	const eligible = countVoters(electorate.electors);
	if (eligible === 0) throw new Refused('no_electors');
	if (survey.issued > eligible) throw new Refused('electorate_shrank');
	await storeElectors(trx, survey, electorate);
	return eligible;
}

/** SHA-256 of the list's text. */
export function hashElectorate(
	{ id, union_id, year }: Pick<Survey, 'id' | 'union_id' | 'year'>,
	electorate: ChairElectorate
): Buffer {
	const text = electorateText({ id, unionId: union_id, year }, electorate);
	return createHash('sha256').update(text).digest();
}

async function storeElectors(
	trx: Transaction,
	survey: Pick<Survey, 'id' | 'union_id' | 'year'>,
	electorate: ChairElectorate
): Promise<void> {
	const rows = electorate.electors.map(({ unionId, drawn, vacant, ...unit }) => ({
		...{ survey_id: survey.id, union_id: unionId, ...unit },
		...{ drawn: toFlag(drawn), vacant: toFlag(vacant) }
	}));
	for (const slice of inSlices(rows, rowsPerStatement))
		await trx.insertInto('elector').values(slice).execute();
	await trx
		.updateTable('chair_electorate')
		.set({ summary: toJson(electorate.kinds), hash: hashElectorate(survey, electorate) })
		.where('survey_id', '=', survey.id)
		.execute();
}
