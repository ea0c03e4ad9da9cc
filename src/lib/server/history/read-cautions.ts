import type { Database } from '../database/open';
import type { ResultView } from '../results/result-view';

/** What whoever decides on earlier figures should know beside the scans. */
export interface Cautions {
	/** Surveys of the same year and subject that were counted or held here, and made void. */
	voided: { id: string; title: string; reason: string }[];
	/** Members registered for that year, where as many are not entitled to answer; null: the same, or not known. */
	members: number | null;
}

export async function readCautions(
	db: Database,
	unionId: string,
	{ year, subject, electorate, reconciliation }: ResultView
): Promise<Cautions> {
	const voided = await db
		.selectFrom('survey')
		.innerJoin('survey_subject', 'survey_subject.survey_id', 'survey.id')
		.select(['survey.id', 'survey.title', 'survey.void_reason as reason'])
		.where('survey.union_id', '=', unionId)
		.where('survey.year', '=', year)
		.where('survey.state', '=', 'void')
		.where('survey.mode', '<>', 'poster')
		.where('survey_subject.subject', '=', subject)
		.orderBy('survey.void_at')
		.execute();
	const eligible = reconciliation.find(({ key }) => key === 'eligible')?.value ?? null;
	const members = electorate === 'members' ? await readMembers(db, unionId, year) : null;
	return {
		voided: voided.map(({ reason, ...survey }) => ({ ...survey, reason: reason ?? '' })),
		members: members === eligible ? null : members
	};
}

async function readMembers(db: Database, unionId: string, year: number): Promise<number | null> {
	const row = await db
		.selectFrom('member_count')
		.select('members')
		.where('union_id', '=', unionId)
		.where('year', '=', year)
		.executeTakeFirst();
	return row?.members ?? null;
}
