import { countVoters, type ChairElectorate } from '$lib/domain/chair-electorate';
import type { App } from '../app';
import type { Survey } from '../database/schema/survey';
import { readChairPlan } from './chair-plan';
import { findElectors } from './find-electors';
import { hashElectorate } from './freeze-electorate';
import { readFrozenElectorate } from './read-electorate';

/** The list of those asked, as pages show it. */
export interface ShownElectorate extends ChairElectorate {
	/** 应参评 by this list. */
	voters: number;
	/** SHA-256 in hex, as entry 0 of the log states it; null in a draft. */
	hash: string | null;
	/** Of a draft: what it states as 应参评 is not what the tree says now. */
	stale: boolean;
}

/** As frozen, or as it would be if the survey opened now; null for surveys that ask members. */
export async function showElectorate(
	app: App,
	survey: Pick<Survey, 'id' | 'union_id' | 'year' | 'state' | 'eligible'>
): Promise<ShownElectorate | null> {
	const frozen = await readFrozenElectorate(app.db, survey.id);
	const electorate = frozen ?? (await findPlanned(app, survey));
	if (!electorate) return null;
	const voters = countVoters(electorate.electors);
	return {
		...electorate,
		voters,
		hash: frozen && hashElectorate(survey, frozen).toString('hex'),
		stale: survey.state === 'draft' && voters !== survey.eligible
	};
}

async function findPlanned(
	app: App,
	{ id, union_id }: Pick<Survey, 'id' | 'union_id'>
): Promise<ChairElectorate | null> {
	const plan = await readChairPlan(app.db, id);
	if (!plan) return null;
	const union = await app.db
		.selectFrom('union')
		.select('path')
		.where('id', '=', union_id)
		.executeTakeFirstOrThrow();
	return findElectors(app.db, app.rubrics, union, plan);
}
