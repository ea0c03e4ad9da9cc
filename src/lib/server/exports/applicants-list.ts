import { applicationStateNames } from '$lib/domain/application-life';
import { levelNames } from '$lib/domain/words';
import type { Database } from '../database/open';
import type { Round } from '../rounds/find-round';
import { listApplicants, type Applicant, type ApplicantFilter } from '../rounds/list-applicants';
import { number, text } from './columns';
import type { Spreadsheet } from './spreadsheet';

/** The unions of a round and how far each has come. */
export function applicantsList({ year, level, unionName }: Round): Spreadsheet<Applicant> {
	return {
		sheet: `${year}年考核`,
		empty: '没有符合条件的工会',
		columns: [
			text('组织代码', 10, ({ code }) => code),
			text('工会', 18, ({ name }) => name),
			text('状态', 6, ({ application }) =>
				application ? applicationStateNames[application.state] : '未申报'
			),
			text('考评员', 14, ({ reviewers }) => reviewers.map(({ name }) => name).join('、')),
			number('自查已填项', 5, ({ scored }) => scored.self),
			number('考评已填项', 5, ({ scored }) => scored.review),
			number('自查得分', 5, ({ application }) => points(application?.self_score)),
			number('自查适用满分', 6, ({ application }) => points(application?.self_points)),
			number('考评得分', 5, ({ application }) => points(application?.review_score)),
			number('考评适用满分', 6, ({ application }) => points(application?.review_points))
		],
		notes: [
			['考核批次', `${unionName}，${year}年，${levelNames[level]}`],
			['得分', '自查得分是提交时的，考评得分是确定时的；还没有提交或确定的留空。']
		]
	};
}

/** Points from half points. */
function points(halfPoints: number | null | undefined): number | null {
	return halfPoints == null ? null : halfPoints / 2;
}

/** All unions of a round that fit, whatever page the filter names. */
export async function* walkApplicants(
	db: Database,
	round: Round,
	filter: ApplicantFilter
): AsyncGenerator<Applicant[]> {
	for (let [page, pages] = [1, 1]; page <= pages; page++) {
		const found = await listApplicants(db, round, { ...filter, page });
		pages = found.pages;
		yield found.applicants;
	}
}
