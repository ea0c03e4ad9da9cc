import { yearRange } from '$lib/domain/year-range';
import { orderRows } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import {
	countVerdicts,
	listEligibility,
	type ListedEligibility
} from '$lib/server/eligibility/list-eligibility';
import { eligibilityQuery, readListQuery } from '$lib/server/honours/list-query';
import { pageOf } from '$lib/server/page-of';
import { kindName, kindsByLevel } from '$lib/server/unions/kinds';
import type { PageServerLoad } from './$types';

const verdicts = ['eligible', 'undetermined', 'ineligible'];
const orders = {
	union: ({ name }: ListedEligibility) => name,
	chair: ({ chair }: ListedEligibility) => chair,
	verdict: ({ assessment }: ListedEligibility) => verdicts.indexOf(assessment.verdict),
	run: ({ assessment }: ListedEligibility) => assessment.runs.both.confirmed
};

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	const { query, scope, above } = await readListQuery(app.db, actor, event.url, eligibilityQuery);
	const { q, page, sort, holder, verdict, kind } = query;
	const current = thisYear(app.clock);
	const applicationYear = query.year ?? current;
	const filter = { text: q, kind, below: above?.path ?? null, applicationYear, holder };
	const listed = await listEligibility(app, scope, filter);
	const wanted = verdict ? listed.filter((one) => one.assessment.verdict === verdict) : listed;
	const list = pageOf(orderRows(wanted, sort, orders), page);
	return {
		filter: { q, kind, holder, verdict, year: applicationYear, below: above },
		years: yearRange(current, [applicationYear]),
		kinds: kindsByLevel(app.rubrics).grassroots,
		rule: app.rubrics.rules.eligibility,
		counts: { ...countVerdicts(listed), all: listed.length },
		list: {
			...list,
			rows: list.rows.map(({ kind: id, ...row }) => ({ ...row, kind: kindName(app.rubrics, id) }))
		}
	};
};
