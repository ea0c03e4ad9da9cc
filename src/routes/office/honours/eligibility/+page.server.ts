import { z } from 'zod';
import type { Verdict } from '$lib/domain/eligibility';
import { parseYear, yearRange } from '$lib/domain/year-range';
import { authorise } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import {
	countVerdicts,
	eligibilityHolders,
	listEligibility
} from '$lib/server/eligibility/list-eligibility';
import { listQuery, listScope, readQuery } from '$lib/server/honours/list-query';
import { pageOf } from '$lib/server/page-of';
import { kindName, kindsByLevel } from '$lib/server/unions/kinds';
import type { PageServerLoad } from './$types';

const verdicts = ['eligible', 'ineligible', 'undetermined'] as const satisfies Verdict[];
const query = listQuery.extend({
	year: z.string().transform(parseYear).nullable().catch(null),
	holder: z.enum(eligibilityHolders).catch('union'),
	verdict: z.enum(verdicts).nullable().catch(null),
	kind: z.string().min(1).max(60).nullable().catch(null)
});

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { app } = event.locals;
	const { q, below, page, year, holder, verdict, kind } = readQuery(query, event.url);
	const { scope, above } = await listScope(app.db, actor, below);
	const current = thisYear(app.clock);
	const applicationYear = year ?? current;
	const filter = { text: q, kind, below: above?.path ?? null, applicationYear, holder };
	const listed = await listEligibility(app, scope, filter);
	const wanted = verdict ? listed.filter((one) => one.assessment.verdict === verdict) : listed;
	const list = pageOf(wanted, page);
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
