import type { HonourTitle } from './honour.ts';
import type { ReinspectionRule, TitleRank } from './rules.ts';
import { reachesRank } from './title.ts';

/** What an inspection found: the title stays, stays if things are put right, or should go. */
export const inspectionOutcomes = ['passed', 'rectify', 'failed'] as const;
export type InspectionOutcome = (typeof inspectionOutcomes)[number];
export const inspectionOutcomeNames: Record<InspectionOutcome, string> = {
	passed: '合格',
	rectify: '限期整改',
	failed: '不合格'
};

/** 复查 of a title in one year. */
export interface Inspection {
	year: number;
	outcome: InspectionOutcome;
}

/** A title as far as inspecting it goes. */
export interface InspectedTitle {
	title: HonourTitle;
	level: TitleRank;
	/** Of the award. */
	year: number;
	revoked_year: number | null;
	/** At most one a year, in any order. */
	inspections: readonly Inspection[];
}

/**
 * Where a title stands with its 复查 in a year: due since `since`, due in `next`, failed (whether it is revoked is to be
 * decided), or not inspected at all: revoked, or of a kind that article 11 does not ask for.
 */
export type InspectionState =
	| { state: 'due'; since: number; last: Inspection | null }
	| { state: 'later'; next: number; last: Inspection | null }
	| { state: 'failed'; last: Inspection }
	| { state: 'none' };

/** The rule by which a title is inspected, if any: article 11, as written in rubrics/rules.yaml. */
export function inspectionRule(
	{ title, level }: Pick<InspectedTitle, 'title' | 'level'>,
	rules: readonly ReinspectionRule[]
): ReinspectionRule | undefined {
	return rules.find((rule) => rule.title === title && reachesRank(level, rule.minimum_rank));
}

export function inspectionState(
	held: InspectedTitle,
	rules: readonly ReinspectionRule[],
	year: number
): InspectionState {
	const rule = inspectionRule(held, rules);
	if (!rule || held.revoked_year !== null) return { state: 'none' };
	const last = held.inspections.toSorted((a, b) => b.year - a.year)[0] ?? null;
	if (last?.outcome === 'failed') return { state: 'failed', last };
	const next = last === null ? held.year + rule.every_years : nextAfter(last, rule);
	return next <= year ? { state: 'due', since: next, last } : { state: 'later', next, last };
}

function nextAfter({ year, outcome }: Inspection, rule: ReinspectionRule): number {
	return year + (outcome === 'passed' ? rule.every_years : rule.rectify_years);
}
