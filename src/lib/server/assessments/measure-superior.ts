import {
	countVoters,
	judgedKinds,
	judgeElectorate,
	type ElectorateFault
} from '$lib/domain/chair-electorate';
import type { SuperiorEvidence } from '$lib/domain/measurement';
import type { Measure } from '$lib/domain/rubric';
import type { MeasuredFigure } from '$lib/domain/scoring-proposal';
import type { YearRecord } from '$lib/domain/year-record';
import type { Database } from '../database/open';
import { readDraw, readStandingDraw } from '../draws/read-draw';
import { readDrawableKinds } from '../electorates/read-drawn';
import { readFrozenElectorate, isAsLogged } from '../electorates/read-electorate';

/**
 * Whether the chairs who rated a union are those whom the annex names (annex 2, item 2; annex 3, item 2). A result that
 * counts by itself does not count here where others were asked. History has no list: its electorate was looked at by the
 * upper union that approved it.
 */
export async function measureSuperior(
	db: Database,
	measure: Measure,
	{ surveyId, standing }: YearRecord
): Promise<{ standing: MeasuredFigure['standing']; evidence: SuperiorEvidence | null }> {
	const evidence = surveyId === null ? null : await readEvidence(db, measure, surveyId);
	const other = standing === 'counts' && (evidence?.faults.length ?? 0) > 0;
	return { standing: other ? 'other_electorate' : standing, evidence };
}

async function readEvidence(
	db: Database,
	measure: Measure,
	surveyId: string
): Promise<SuperiorEvidence> {
	const electorate = await readFrozenElectorate(db, surveyId);
	if (!electorate) return noList(surveyId);
	const { plan, electors, kinds } = electorate;
	const changed: ElectorateFault[] = (await isAsLogged(db, surveyId, electorate))
		? []
		: [{ code: 'list_changed' }];
	const judged = judgedKinds(electorate, await readDrawableKinds(db, plan.drawId));
	return {
		...{ surveyId, listed: electors.length, vacant: electors.length - countVoters(electors) },
		...{ whole: plan.kinds === null, kinds, drawId: plan.drawId },
		...(await findReplacement(db, plan.drawId)),
		faults: [...changed, ...judgeElectorate(measure, judged)]
	};
}

/** A draw that another one replaced after the list was made: the list stays, and whoever reviews should know. */
async function findReplacement(
	db: Database,
	drawId: string | null
): Promise<{ replacedBy?: number }> {
	const draw = drawId === null ? null : await readDraw(db, drawId);
	if (!draw) return {};
	const standing = await readStandingDraw(db, draw.unionId, draw.year, draw.purpose);
	return standing && standing.seq > draw.seq ? { replacedBy: standing.seq } : {};
}

/** A survey that was opened has a list; one without has lost it. */
function noList(surveyId: string): SuperiorEvidence {
	return {
		...{ surveyId, listed: 0, vacant: 0, whole: false, kinds: [], drawId: null },
		faults: [{ code: 'list_changed' }]
	};
}
