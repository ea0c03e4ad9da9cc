import { freezeWindow } from '$lib/domain/frozen-rules';
import type { PromiseFacts } from '$lib/domain/promises';
import type { Questionnaire } from '$lib/domain/questionnaire';
import type { Subject } from '$lib/domain/words';
import type { App } from '../app';
import { fromJson, toInstant, type Instant } from '../database/values';
import type { Survey } from '../database/schema/survey';
import { findFrozenSurvey } from './frozen-survey';
import { newPosterTicket } from './poster-ticket';
import { phaseOf, type Phase } from './survey-phase';
import { isSurveyId } from './survey-secrets';

export { newSubmissionId } from './submission-id';

/** A fresh credential for a form of an open poster survey; empty for every other. */
export function newTicket(app: App, { surveyId, promises, phase }: BallotPaper): string {
	if (promises.mode !== 'poster' || phase !== 'open') return '';
	return newPosterTicket(app.ballots.pepperOf(surveyId), surveyId);
}

/** Everything a member's page shows; the same for everybody who asks. */
export interface BallotPaper {
	surveyId: string;
	unionName: string;
	title: string;
	year: number;
	/** The chair who is rated; null if none is, or before opening. */
	chairName: string | null;
	subjects: Subject[];
	/** In the order of `subjects`. Of a draft, as they would be frozen now. */
	questionnaires: Questionnaire[];
	phase: Phase;
	/** Its results have a public page. */
	published: boolean;
	opensAt: Instant;
	closesAt: Instant;
	/** Which promises are true of it. */
	promises: PromiseFacts;
}

/** The ballot paper of a survey, or null for an id that is none. The state is read afresh each time. */
export async function loadBallotPaper(app: App, surveyId: string): Promise<BallotPaper | null> {
	const rows = isSurveyId(surveyId) ? await readSubjects(app, surveyId) : [];
	const [survey] = rows;
	if (!survey) return null;
	const subjects = rows.map(({ subject }) => subject);
	const { opens_at: opensAt, closes_at: closesAt } = survey;
	return {
		...{ surveyId, unionName: survey.unionName, title: survey.title, year: survey.year },
		chairName: rows.find(({ chairName }) => chairName !== null)?.chairName ?? null,
		subjects,
		questionnaires: await questionnairesOf(app, surveyId, subjects),
		phase: phaseOf(survey.state, closesAt, toInstant(app.clock.now())),
		...{ opensAt, closesAt, published: survey.published_at !== null },
		promises: promiseFactsOf(app, survey)
	};
}

function promiseFactsOf(
	app: App,
	survey: Pick<Survey, 'mode' | 'custody' | 'rules'> & { completedAt: Instant | null }
): PromiseFacts {
	const frozen = survey.rules && fromJson(survey.rules).destruction;
	const { windowDays } = frozen ?? freezeWindow(app.rubrics.rules);
	const { mode, custody } = survey;
	return { mode, custody, windowDays, destroyed: survey.completedAt !== null };
}

async function readSubjects(app: App, surveyId: string) {
	return (
		app.db
			.selectFrom('survey')
			.innerJoin('survey_subject as part', 'part.survey_id', 'survey.id')
			.innerJoin('union', 'union.id', 'survey.union_id')
			.leftJoin('destruction', 'destruction.survey_id', 'survey.id')
			.leftJoin('person', 'person.id', 'part.person_id')
			.select(['survey.title', 'survey.year', 'state', 'opens_at', 'closes_at'])
			.select([
				'published_at',
				'mode',
				'custody',
				'rules',
				'destruction.completed_at as completedAt'
			])
			.select(['part.subject', 'union.name as unionName', 'person.name as chairName'])
			.where('survey.id', '=', surveyId)
			// home before chair.
			.orderBy('part.subject', 'desc')
			.execute()
	);
}

async function questionnairesOf(
	app: App,
	surveyId: string,
	subjects: Subject[]
): Promise<Questionnaire[]> {
	const frozen = await findFrozenSurvey(app, surveyId);
	return frozen?.questionnaires ?? subjects.map((subject) => app.rubrics.questionnaires[subject]);
}
