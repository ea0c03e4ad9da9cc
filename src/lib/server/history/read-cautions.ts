import type { Database } from '../database/open';
import type { ResultView } from '../results/result-view';
import type { HistoryView } from './read-history';

/** What whoever decides on earlier figures should know beside the scans. */
export interface Cautions {
	/** Surveys of the same year and subject that were held here and made void. */
	voided: { id: string; title: string; reason: string }[];
	/** Members registered for that year, where as many are not entitled to answer; null: the same, or not known. */
	members: number | null;
}

type Figures = {
	union: Pick<HistoryView['union'], 'id'>;
	result: Pick<ResultView, 'id' | 'year' | 'subject' | 'electorate' | 'reconciliation'>;
};

/** Of a page of figures, by the ids of their results; those without anything remarkable are left out. */
export async function readCautions(
	db: Database,
	figures: readonly Figures[]
): Promise<Map<string, Cautions>> {
	if (figures.length === 0) return new Map();
	const unionIds = [...new Set(figures.map(({ union }) => union.id))];
	const [surveys, counts] = [await listVoided(db, unionIds), await listCounts(db, unionIds)];
	const all = figures.map(({ union, result }): [string, Cautions] => {
		const { year, subject, electorate, reconciliation } = result;
		const ofYear = (row: { union_id: string; year: number }) =>
			row.union_id === union.id && row.year === year;
		const voided = surveys
			.filter((survey) => ofYear(survey) && survey.subject === subject)
			.map(({ id, title, reason }) => ({ id, title, reason: reason ?? '' }));
		const eligible = reconciliation.find(({ key }) => key === 'eligible')?.value;
		const members = electorate === 'members' ? counts.find(ofYear)?.members : undefined;
		return [result.id, { voided, members: members === eligible ? null : (members ?? null) }];
	});
	return new Map(all.filter(([, { voided, members }]) => voided.length > 0 || members !== null));
}

function listVoided(db: Database, unionIds: readonly string[]) {
	return db
		.selectFrom('survey')
		.innerJoin('survey_subject', 'survey_subject.survey_id', 'survey.id')
		.select(['survey.id', 'survey.union_id', 'survey.year', 'survey.title', 'subject'])
		.select('survey.void_reason as reason')
		.where('survey.union_id', 'in', unionIds)
		.where('survey.state', '=', 'void')
		.where('survey.mode', '<>', 'poster')
		.orderBy('survey.void_at', (order) => order.asc().nullsLast())
		.execute();
}

function listCounts(db: Database, unionIds: readonly string[]) {
	return db
		.selectFrom('member_count')
		.select(['union_id', 'year', 'members'])
		.where('union_id', 'in', unionIds)
		.execute();
}
