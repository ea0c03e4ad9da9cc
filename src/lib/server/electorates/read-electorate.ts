import { countVoters, electorateText, type ChairElectorate } from '$lib/domain/chair-electorate';
import type { ElectorsStatement, OpenStatement } from '$lib/domain/verify/statements';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import { fromJson } from '../database/values';
import { hashElectorate } from './freeze-electorate';

/** The list that opening froze; null in a draft, and for surveys that ask members. */
export async function readFrozenElectorate(
	db: Database,
	surveyId: string
): Promise<ChairElectorate | null> {
	const row = await db
		.selectFrom('chair_electorate')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
	if (!row?.summary) return null;
	const electors = await db
		.selectFrom('elector')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.orderBy('code')
		.execute();
	return {
		plan: { kinds: row.kinds && fromJson(row.kinds), drawId: row.draw_id },
		kinds: fromJson(row.summary),
		electors: electors.map(({ code, name, level, kind, ...elector }) => ({
			...{ unionId: elector.union_id, code, name, level, kind },
			...{ drawn: elector.drawn === 1, vacant: elector.vacant === 1 }
		}))
	};
}

/** What entry 0 of the log says of the list; undefined for surveys that ask members. */
export async function stateElectorate(
	db: Database,
	survey: Pick<Survey, 'id' | 'union_id' | 'year'>
): Promise<ElectorsStatement | undefined> {
	const electorate = await readFrozenElectorate(db, survey.id);
	if (!electorate) return undefined;
	const { electors } = electorate;
	return {
		...{ listed: electors.length, vacant: electors.length - countVoters(electors) },
		hash: hashElectorate(survey, electorate).toString('hex')
	};
}

/** The frozen list as it is hashed; null where there is none. */
export async function readElectorateText(
	db: Database,
	{ id, union_id: unionId, year }: Pick<Survey, 'id' | 'union_id' | 'year'>
): Promise<string | null> {
	const electorate = await readFrozenElectorate(db, id);
	return electorate && electorateText({ id, unionId, year }, electorate);
}

/** Whether a list is the one that entry 0 of the survey's log committed to. */
export async function isAsLogged(
	db: Database,
	surveyId: string,
	electorate: ChairElectorate
): Promise<boolean> {
	const { payload, ...survey } = await db
		.selectFrom('survey')
		.innerJoin('log', 'log.survey_id', 'survey.id')
		.select(['survey.id', 'union_id', 'year', 'payload'])
		.where('survey.id', '=', surveyId)
		.where('seq', '=', 0)
		.executeTakeFirstOrThrow();
	const { electors } = JSON.parse(payload.toString('utf8')) as OpenStatement;
	return electors?.hash === hashElectorate(survey, electorate).toString('hex');
}
