import { rateMarks } from '$lib/domain/rate-marks';
import { isPublishing } from '$lib/domain/publication-period';
import type { Electorate, Mode } from '$lib/domain/words';
import type { App } from '../app';
import { findFingerprint } from '../ballots/sign-receipt';
import { today } from '../clock';
import type { Survey } from '../database/schema/survey';
import type { Instant } from '../database/values';
import { listPublicImprovements, type PublicImprovement } from '../improvements/list-improvements';
import { readSurveyFigures } from '../results/survey-report';
import { publicSubject, type PublicSubject } from './public-subject';
import { findLatest } from './read-publications';

/** Whose results, of what; the head of the page. */
export interface PublicHead {
	surveyId: string;
	unionId: string;
	unionName: string;
	title: string;
	year: number;
	mode: Mode;
	electorate: Electorate;
	fingerprint: string | null;
}

/** The results with what was stated beside them. */
export interface PublishedPage extends PublicHead {
	state: 'published';
	/** First and last day of the publication, and whether it still runs. */
	from: string;
	to: string;
	running: boolean;
	contact: string;
	subjects: PublicSubject[];
	/** 整改: what the union does about it, as far as it made that public. */
	improvements: PublicImprovement[];
}

/** What members find at /results/<survey>. */
export type PublicPage =
	| PublishedPage
	| (PublicHead & { state: 'withdrawn'; at: Instant; reason: string; from: 'own' | 'above' })
	| (PublicHead & { state: 'void'; at: Instant; reason: string });

/** The page of a survey that was published at some time; null for all others, unknown ones among them. */
export async function readPublicPage(app: App, surveyId: string): Promise<PublicPage | null> {
	const latest = await findLatest(app.db, surveyId);
	const survey = latest && (await findSurvey(app, surveyId));
	if (!survey) return null;
	const head = await headOf(app, survey);
	if (survey.state === 'void') {
		const [at, reason] = [survey.void_at ?? latest.published_at, survey.void_reason ?? ''];
		return { ...head, state: 'void', at, reason };
	}
	if (latest.withdrawn_at !== null) {
		const { withdrawn_at: at, withdrawn_reason: reason, withdrawn_from: from } = latest;
		return { ...head, state: 'withdrawn', at, reason: reason ?? '', from: from ?? 'own' };
	}
	const { from_day: from, to_day: to, contact } = latest;
	return showPublished(app, survey, { from, to, contact });
}

/** The page as it would be with these words; for the preview, too. */
export async function showPublished(
	app: App,
	survey: Survey & { union_name: string },
	{ from, to, contact }: { from: string; to: string; contact: string }
): Promise<PublishedPage> {
	const marks = rateMarks(app.rubrics.rules);
	const reports = await readSurveyFigures(app.db, survey);
	return {
		...(await headOf(app, survey)),
		...{ state: 'published', from, to, contact },
		running: isPublishing({ from, to }, today(app.clock)),
		subjects: reports.map((report) => publicSubject(report, marks)),
		improvements: await improvementsFor(app, survey)
	};
}

/** A poster survey is answered by whoever likes: nothing is promised in return on its page. */
async function improvementsFor({ db }: App, survey: Survey): Promise<PublicImprovement[]> {
	if (survey.mode === 'poster') return [];
	return listPublicImprovements(db, survey.union_id, survey.year);
}

/** A survey with the name of its union. */
export function findSurvey({ db }: Pick<App, 'db'>, surveyId: string) {
	return db
		.selectFrom('survey')
		.innerJoin('union', 'union.id', 'survey.union_id')
		.selectAll('survey')
		.select('union.name as union_name')
		.where('survey.id', '=', surveyId)
		.executeTakeFirst();
}

async function headOf(app: App, survey: Survey & { union_name: string }): Promise<PublicHead> {
	const { id, union_id, union_name, title, year, mode, electorate } = survey;
	return {
		...{ surveyId: id, unionId: union_id, unionName: union_name, title, year, mode, electorate },
		fingerprint: await findFingerprint(app, id)
	};
}
