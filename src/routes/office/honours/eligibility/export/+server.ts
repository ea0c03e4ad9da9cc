import { verdictNames } from '$lib/domain/messages';
import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { walkEligibility, type ListedEligibility } from '$lib/server/eligibility/list-eligibility';
import { eligibilityList } from '$lib/server/exports/eligibility-list';
import { exportFiltered } from '$lib/server/exports/filtered-list';
import { eligibilityQuery, readListQuery } from '$lib/server/honours/list-query';
import { kindName } from '$lib/server/unions/kinds';
import type { RequestHandler } from './$types';

/** The verdicts that the page shows, with all their reasons, as a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	const { query, scope, above } = await readListQuery(app.db, actor, event.url, eligibilityQuery);
	const { q, holder, verdict, kind } = query;
	const year = query.year ?? thisYear(app.clock);
	const filter = { text: q, kind, below: above?.path ?? null, applicationYear: year, holder };
	const named = (row: ListedEligibility) => ({ ...row, kindName: kindName(app.rubrics, row.kind) });
	async function* rows() {
		for await (const lot of walkEligibility(app, scope, filter))
			yield lot
				.filter(({ assessment }) => verdict === null || assessment.verdict === verdict)
				.map(named);
	}
	const sheet = eligibilityList(holder, app.rubrics.rules.eligibility.source);
	const list = { title: `${year}年${sheet.sheet}资格`, sheet, rows: rows() };
	const words = [
		`${year}年申报`,
		verdict && verdictNames[verdict],
		kind && kindName(app.rubrics, kind),
		q && `名称或组织代码含“${q}”`
	];
	return exportFiltered(app, actor, list, { below: above?.name ?? null, filter: words });
};
