import { assessEligibility, type Assessment, type YearFacts } from '$lib/domain/eligibility';
import type { EligibilityRule } from '$lib/domain/eligibility';
import type { RegisteredHonour } from '$lib/domain/honour';
import type { HeldTitle, TitleRequirement } from '$lib/domain/title';
import type { YearRecord } from '$lib/domain/year-record';
import { heldTitles } from '../honours/list-honours';

/** What both verdicts on a union and its present chair are given on. */
export interface UnionFacts {
	unionId: string;
	/** The present chair; null: vacant or not registered. */
	chair: string | null;
	records: readonly YearRecord[];
	/** Of the union and of its present chair at least. */
	honours: readonly RegisteredHonour[];
	/** Ids of the union and persons whose titles are confirmed to be complete. */
	checked: ReadonlySet<string>;
}

export interface JudgedYears {
	applicationYear: number;
	/** The run of years ends here; null: the latest year that can count. */
	lastYear: number | null;
	currentYear: number;
}

/** Both verdicts of article 12, and the year up to which they look. */
export function judgeUnion(
	facts: UnionFacts,
	{ applicationYear, lastYear: wanted, currentYear }: JudgedYears,
	rule: EligibilityRule
): { union: Assessment; chair: Assessment; lastYear: number } {
	const lastYear = wanted ?? latestYear(facts.records, applicationYear);
	const verdicts = assessEligibility(
		{
			...{ application_year: applicationYear, last_year: lastYear, current_year: currentYear },
			...{ years: yearFacts(facts.records, lastYear), chair_person: facts.chair },
			...knownTitles(facts, rule)
		},
		rule
	);
	return { ...verdicts, lastYear };
}

/**
 * The year of application once both of its appraisals are settled, else the year before. One made void may be repeated, and
 * figures that were refused corrected: neither settles anything.
 */
function latestYear(records: readonly YearRecord[], applicationYear: number): number {
	const ofYear = records.filter(({ year }) => year === applicationYear);
	const settled = ofYear.filter(
		({ subject, standing, reasons }) =>
			subject !== 'superior' &&
			!['pending', 'void'].includes(standing) &&
			!reasons.includes('approval_refused')
	);
	return settled.length === 2 ? applicationYear : applicationYear - 1;
}

function yearFacts(records: readonly YearRecord[], lastYear: number): YearFacts[] {
	const known = records.filter(({ year }) => year <= lastYear);
	const years = [...new Set(known.map(({ year }) => year))];
	const find = (year: number, subject: YearRecord['subject']) =>
		known.find((record) => record.year === year && record.subject === subject) ?? null;
	return years.map((year) => ({ year, home: find(year, 'home'), chair: find(year, 'chair') }));
}

/**
 * Titles of the union and of its chair; null where none of the kind asked for was entered and nobody confirmed that
 * there is none. 合格职工之家 is entered for most unions and says nothing of 模范.
 */
function knownTitles(
	{ unionId, chair, honours, checked }: UnionFacts,
	{ titles }: EligibilityRule
) {
	const of = (holder: string | null) =>
		heldTitles(honours.filter(({ person_id }) => person_id === holder));
	const [ofUnion, ofChair] = [of(null), chair === null ? [] : of(chair)];
	const isAsked = (list: HeldTitle[], { title }: TitleRequirement) =>
		list.some((held) => held.title === title);
	return {
		union_titles: isAsked(ofUnion, titles.union) || checked.has(unionId) ? ofUnion : null,
		chair_titles:
			chair !== null && (isAsked(ofChair, titles.chair) || checked.has(chair)) ? ofChair : null
	};
}
