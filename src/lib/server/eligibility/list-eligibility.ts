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
 * The verdict on every grassroots union in reach that fits, or on its chair, by code, a lot at a time. One row of results
 * per union, subject and year is read and no ballot.
 */
export async function* walkEligibility(
	app: Pick<App, 'db' | 'clock' | 'rubrics'>,
	scope: Scope | null,
	{ applicationYear, holder, ...filter }: EligibilityFilter
): AsyncGenerator<ListedEligibility[]> {
	const rule = eligibilityRuleOf(app.rubrics.rules);
	const years = { applicationYear, lastYear: null, currentYear: thisYear(app.clock) };
	const unions = await unionsInScope(app.db, scope, { ...filter, level: 'grassroots' });
	for (let start = 0; start < unions.length; start += LOT) {
		const lot = unions.slice(start, start + LOT);
		const ids = lot.map(({ id }) => id);
		const facts = await listFacts(app.db, ids);
		yield lot.flatMap(({ id, code, name, kind }, index) => {
			const of = facts[index];
			if (!of) return [];
			const { lastYear, [holder]: assessment } = judgeUnion(of, years, rule);
			const chair = of.chairTerm?.name ?? null;
			return { unionId: id, code, name, kind, chair, lastYear, assessment };
		});
		await new Promise<void>((resume) => setImmediate(resume));
	}
}

/** The same as one list. */
export async function listEligibility(
	...asked: Parameters<typeof walkEligibility>
): Promise<ListedEligibility[]> {
	const listed: ListedEligibility[] = [];
	for await (const lot of walkEligibility(...asked)) listed.push(...lot);
	return listed;
}

/** How many of the listed there are of each verdict. */
export function countVerdicts(listed: readonly ListedEligibility[]): Record<Verdict, number> {
	const counts = { eligible: 0, ineligible: 0, undetermined: 0 };
	for (const { assessment } of listed) counts[assessment.verdict]++;
	return counts;
}
