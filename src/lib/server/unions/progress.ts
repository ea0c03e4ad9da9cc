import type { Scope } from '$lib/domain/permission';
import type { Database } from '../database/open';
import { inScope } from './scope';

/** How far this year's 会员评家 has come among grassroots unions in reach, each counted once. */
export interface Progress {
	/** 基层工会 in reach. */
	grassroots: number;
	/** With a survey under way. */
	open: number;
	/** With a counted or published result. */
	counted: number;
}

export async function readProgress(
	db: Database,
	scope: Scope | null,
	year: number
): Promise<Progress> {
	const within = db
		.selectFrom('union')
		.where('level', '=', 'grassroots')
		.where(({ ref }) => inScope(ref('union.path'), scope));
	const { n } = await within
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	const states = await within
		.innerJoin('survey_subject', 'survey_subject.union_id', 'union.id')
		.innerJoin('survey', 'survey.id', 'survey_subject.survey_id')
		.where('survey_subject.year', '=', year)
		.where('survey_subject.subject', '=', 'home')
		.where('survey_subject.live', '=', 1)
		.select(({ fn }) => ['survey.state', fn.countAll<number>().as('n')])
		.groupBy('survey.state')
		.execute();
	const sum = (wanted: string[]) =>
		states.filter(({ state }) => wanted.includes(state)).reduce((total, { n }) => total + n, 0);
	return {
		grassroots: n,
		open: sum(['open', 'closed']),
		counted: sum(['counted', 'published', 'destroyed'])
	};
}
