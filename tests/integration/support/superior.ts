import type { ChairPlan } from '$lib/domain/chair-electorate';
import type { Option } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { draftSurvey } from '$lib/server/surveys/draft-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { makeChair, makeUnion, makeUser, rootUnionId } from './factories';
import { submit } from './open-survey';
import { surveyDraft } from './survey-draft';

export interface Township {
	unionId: string;
	/** Grassroots unions below it, every one with a chair. */
	below: string[];
	/** Of the union above. */
	supervisor: string;
	/** Of the union above too: consents to and makes void what the first one drafted. */
	other: string;
}

/** A township under the root with a chair, and grassroots unions with chairs below it. */
export async function makeTownship(app: App, size = 12, kind = 'enterprise'): Promise<Township> {
	const unionId = await makeUnion(app, {
		...{ level: 'intermediate', kind: 'township', independent: false, name: '溪桥镇总工会' }
	});
	await makeChair(app, unionId);
	const below: string[] = [];
	for (let n = 0; n < size; n++) below.push(await makeSubordinate(app, unionId, { kind }));
	const account = { role: 'supervisor' as const, unionId: await rootUnionId(app) };
	const supervisor = await makeUser(app, account);
	const other = await makeUser(app, account);
	return { unionId, below, supervisor, other };
}

/** One more union below another, with a chair unless told otherwise. */
export async function makeSubordinate(
	app: App,
	parentId: string,
	{ kind = 'enterprise', level = 'grassroots' as 'grassroots' | 'intermediate', chair = true } = {}
): Promise<string> {
	const id = await makeUnion(app, { parentId, kind, level, independent: level === 'grassroots' });
	if (chair) await makeChair(app, id, { name: '李敏' });
	return id;
}

export const everyChair: ChairPlan = { kinds: null, drawId: null };

/** The draft of a superior appraisal of this year; 应参评 is counted, so what stands here is wrong on purpose. */
export function superiorDraft(unionId: string, chairs: ChairPlan = everyChair) {
	return surveyDraft(unionId, {
		...{ subjects: ['superior'], title: '2026年度基层工会主席评议上级工会', chairs, eligible: 999 },
		closes: '2026-11-29T18:00:00+08:00'
	});
}

export interface SuperiorSurvey {
	surveyId: string;
	codes: string[];
}

/** A draft with codes for everybody who is asked. */
export async function makeSuperiorDraft(
	app: App,
	{ unionId, supervisor }: Pick<Township, 'unionId' | 'supervisor'>,
	{ chairs = everyChair, codes }: { chairs?: ChairPlan; codes?: number } = {}
): Promise<SuperiorSurvey> {
	const draft = superiorDraft(unionId, chairs);
	const surveyId = await draftSurvey(app.db, app.clock, draft, supervisor);
	const { eligible } = await app.db
		.selectFrom('survey')
		.select('eligible')
		.where('id', '=', surveyId)
		.executeTakeFirstOrThrow();
	const order = { size: codes ?? eligible, voidUnused: false };
	return { surveyId, codes: await issueCodes(app, surveyId, order, supervisor) };
}

/** Opened, answered by the first of those with a code, closed and counted. */
export async function holdSuperior(
	app: App,
	township: Pick<Township, 'unionId' | 'supervisor'>,
	answers: readonly Option[],
	chairs: ChairPlan = everyChair
): Promise<SuperiorSurvey> {
	const survey = await makeSuperiorDraft(app, township, { chairs });
	await openSurvey(app, survey.surveyId, township.supervisor);
	for (const [index, option] of answers.entries()) {
		const given = { answers: { 'superior.overall': option } };
		const { kind } = await submit(app, survey.surveyId, survey.codes[index], given);
		if (kind !== 'accepted') throw new Error(`ballot ${index}: ${kind}`);
	}
	await closeSurvey(app, survey.surveyId, township.supervisor);
	return survey;
}
