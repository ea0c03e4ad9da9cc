import type { SurveyState } from '$lib/domain/words';
import type { Database } from '../database/open';
import { matches } from '../unions/search-unions';

const pageSize = 20;

export interface PublicFilter {
	/** Part of the union's name, or the beginning of its code; '' for all. */
	union: string;
	year: number | null;
	/** From 1. */
	page: number;
}

export interface ListedSurvey {
	id: string;
	unionName: string;
	title: string;
	year: number;
	state: SurveyState;
	voidReason: string | null;
}

export interface PublicList {
	surveys: ListedSurvey[];
	total: number;
	page: number;
	pages: number;
	/** Years with a survey, the newest first. */
	years: number[];
}

/**
 * Every survey that was ever opened, given up and void ones too, by year and union, 20 a page; `page` comes back within
 * bounds. What has a box was opened: a draft that was thrown away had none.
 */
export async function listPublicSurveys(db: Database, filter: PublicFilter): Promise<PublicList> {
	const fitting = openedSurveys(db)
		.$if(filter.union !== '', (query) => query.where(matches(filter.union)))
		.$if(filter.year !== null, (query) => query.where('survey.year', '=', filter.year ?? 0));
	const { total } = await fitting
		.select(({ fn }) => fn.countAll().as('total'))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(Number(total) / pageSize));
	const page = Math.min(Math.max(1, filter.page), pages);
	const surveys = await fitting
		.select(['survey.id', 'union.name as unionName', 'survey.title', 'survey.year'])
		.select(['survey.state', 'survey.void_reason as voidReason'])
		.orderBy('survey.year', 'desc')
		.orderBy('union.code')
		.orderBy('survey.created_at', 'desc')
		.orderBy('survey.id')
		.limit(pageSize)
		.offset((page - 1) * pageSize)
		.execute();
	return { surveys, total: Number(total), page, pages, years: await listYears(db) };
}

function openedSurveys(db: Database) {
	return db
		.selectFrom('survey')
		.innerJoin('box', 'box.survey_id', 'survey.id')
		.innerJoin('union', 'union.id', 'survey.union_id')
		.where('survey.state', '<>', 'draft');
}

async function listYears(db: Database): Promise<number[]> {
	const rows = await openedSurveys(db)
		.select('survey.year')
		.distinct()
		.orderBy('survey.year', 'desc')
		.execute();
	return rows.map(({ year }) => year);
}
