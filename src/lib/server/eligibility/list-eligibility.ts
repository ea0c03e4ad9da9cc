import type { Assessment, Verdict } from '$lib/domain/eligibility';
import { eligibilityRuleOf } from '$lib/domain/eligibility-rule';
import type { Scope } from '$lib/domain/permission';
import type { App } from '../app';
import { thisYear } from '../clock';
import { unionsInScope, type UnionFilter } from '../unions/search-unions';
import { judgeUnion } from './judge-union';
import { listFacts } from './list-facts';

export const eligibilityHolders = ['union', 'chair'] as const;
/** 十佳模范职工之家 or 十佳工会工作者. */
export type EligibilityHolder = (typeof eligibilityHolders)[number];

export interface EligibilityFilter extends Pick<UnionFilter, 'text' | 'kind' | 'below'> {
	applicationYear: number;
	holder: EligibilityHolder;
}

export interface ListedEligibility {
	unionId: string;
	code: string;
	name: string;
	kind: string;
	/** Name of the present chair; null: not registered. */
	chair: string | null;
	lastYear: number;
	assessment: Assessment;
}

/** Unions read at a time; between two lots other requests get their turn. */
const LOT = 400;

/**
 * The verdict on every grassroots union in reach that fits, or on its chair, by code. One row of results per union,
 * subject and year is read and no ballot.
 */
export async function listEligibility(
	app: Pick<App, 'db' | 'clock' | 'rubrics'>,
	scope: Scope | null,
	{ applicationYear, holder, ...filter }: EligibilityFilter
): Promise<ListedEligibility[]> {
	const rule = eligibilityRuleOf(app.rubrics.rules);
	const years = { applicationYear, lastYear: null, currentYear: thisYear(app.clock) };
	const unions = await unionsInScope(app.db, scope, { ...filter, level: 'grassroots' });
	const listed: ListedEligibility[] = [];
	for (let start = 0; start < unions.length; start += LOT) {
		const lot = unions.slice(start, start + LOT);
		const ids = lot.map(({ id }) => id);
		const facts = await listFacts(app.db, ids);
		lot.forEach(({ id, code, name, kind }, index) => {
			const of = facts[index];
			if (!of) return;
			const judged = judgeUnion(of, years, rule);
			const { lastYear, [holder]: assessment } = judged;
			const chair = of.chairTerm?.name ?? null;
			listed.push({ unionId: id, code, name, kind, chair, lastYear, assessment });
		});
		await new Promise<void>((resume) => setImmediate(resume));
	}
	return listed;
}

/** How many of the listed there are of each verdict. */
export function countVerdicts(listed: readonly ListedEligibility[]): Record<Verdict, number> {
	const counts = { eligible: 0, ineligible: 0, undetermined: 0 };
	for (const { assessment } of listed) counts[assessment.verdict]++;
	return counts;
}
