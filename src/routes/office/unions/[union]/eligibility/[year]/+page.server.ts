import { error } from '@sveltejs/kit';
import { eligibilityRuleOf } from '$lib/domain/eligibility-rule';
import { parseYear, yearRange } from '$lib/domain/year-range';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { readEligibility } from '$lib/server/eligibility/read-eligibility';
import { Refused } from '$lib/server/refusals';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { app } = event.locals;
	const applicationYear = parseYear(event.params.year);
	if (applicationYear === null) {
		const refused = new Refused('not_found');
		error(refused.status, refused.text);
	}
	const head = { union: { id: union.id, name: union.name, level: union.level }, applicationYear };
	// Article 12 speaks of grassroots unions and their chairs.
	if (union.level !== 'grassroots') return { ...head, eligibility: null };
	const lastYear = parseYear(event.url.searchParams.get('to') ?? '');
	const eligibility = await readEligibility(app, union.id, { applicationYear, lastYear });
	const known = eligibility.records.map(({ year }) => year);
	return {
		...head,
		eligibility,
		rule: eligibilityRuleOf(app.rubrics.rules),
		source: app.rubrics.rules.eligibility.source,
		years: yearRange(eligibility.currentYear, [...known, applicationYear, eligibility.lastYear])
	};
};
