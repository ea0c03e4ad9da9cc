import type { DraftMode, Subject } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { newSubmissionId } from '$lib/server/ballots/ballot-paper';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { submitBallot, type SubmitOutcome } from '$lib/server/ballots/submit-ballot';
import { toInstant } from '$lib/server/database/values';
import { consentToDraft } from '$lib/server/surveys/consent';
import { draftSurvey } from '$lib/server/surveys/draft-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { readSurvey } from '$lib/server/surveys/read-survey';
import { makeChair, makeUnion, makeUser } from './factories';

export interface SurveyOptions {
	/** 应参评. Default: as many as codes, or 10 without any. */
	eligible?: number;
	/** Size of the first batch; 0 makes none. Default 10. */
	codes?: number;
	subjects?: Subject[];
	unionId?: string;
	mode?: DraftMode;
	/** Hours from now until it closes. Default 240. */
	hours?: number;
}

export interface TestSurvey {
	surveyId: string;
	unionId: string;
	/** The account that made it. */
	by: string;
	codes: string[];
}

/** A draft for this year, of a union of its own with a chair, and its printed codes. */
export async function makeDraft(app: App, options: SurveyOptions = {}): Promise<TestSurvey> {
	const { codes: size = 10, subjects = ['home', 'chair'], hours = 240 } = options;
	const unionId = options.unionId ?? (await makeUnion(app));
	if (!options.unionId) await makeChair(app, unionId);
	const by = await makeUser(app, { unionId });
	const now = app.clock.now();
	const surveyId = await draftSurvey(
		app.db,
		app.clock,
		{
			...{ unionId, year: now.getUTCFullYear(), title: '会员评家', subjects },
			...{ electorate: 'members', eligible: options.eligible ?? (size || 10) },
			minTurnout: { num: 2, den: 3 },
			...(options.mode && { mode: options.mode }),
			opensAt: toInstant(now),
			closesAt: toInstant(new Date(now.getTime() + hours * 3_600_000))
		},
		by
	);
	const order = { size, voidUnused: false };
	const codes = size > 0 ? await issueCodes(app, surveyId, order, by) : [];
	return { surveyId, unionId, by, codes };
}

/** The same, open. */
export async function makeOpenSurvey(app: App, options: SurveyOptions = {}): Promise<TestSurvey> {
	const survey = await makeDraft(app, options);
	await agree(app, survey);
	await openSurvey(app, survey.surveyId, survey.by);
	return survey;
}

/** A supervisor agrees to a meeting, which does not open without. */
async function agree(app: App, { surveyId, by }: TestSurvey): Promise<void> {
	const { rules } = app.rubrics;
	const survey = await readSurvey(app.db, surveyId);
	if (survey?.mode !== 'meeting') return;
	await consentToDraft({ db: app.db, clock: app.clock, rules }, surveyId, '两位监票人在场', by);
}

/** Answers to both overall questions, as a form sends them. */
export const satisfied = { 'home.overall': 'satisfied', 'chair.overall': 'satisfied' };

/** Submits once, with a submission id of its own unless one is given. */
export function submit(
	app: App,
	surveyId: string,
	code: unknown,
	{ answers = satisfied as unknown, submissionId = newSubmissionId() as unknown } = {}
): Promise<SubmitOutcome> {
	return submitBallot(app, { surveyId, code, submissionId, answers });
}
