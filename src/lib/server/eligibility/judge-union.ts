import { assessEligibility, type Assessment, type YearFacts } from '$lib/domain/eligibility';
import type { EligibilityRule } from '$lib/domain/eligibility';
import type { RegisteredHonour } from '$lib/domain/honour';
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
			...knownTitles(facts)
		},
		rule
	);
	return { ...verdicts, lastYear };
}

/** The year of application once both of its appraisals are settled (one made void may be repeated), else the year before. */
function latestYear(records: readonly YearRecord[], applicationYear: number): number {
	const ofYear = records.filter(({ year }) => year === applicationYear);
	const settled = ofYear.filter(
		({ subject, standing }) =>
			subject !== 'superior' && standing !== 'pending' && standing !== 'void'
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

/** Titles of the union and of its chair; null where nothing was entered and nobody confirmed that there is nothing. */
function knownTitles({ unionId, chair, honours, checked }: UnionFacts) {
	const ofUnion = heldTitles(honours.filter(({ person_id }) => person_id === null));
	const ofChair = heldTitles(honours.filter(({ person_id }) => person_id === chair));
	return {
		union_titles: ofUnion.length > 0 || checked.has(unionId) ? ofUnion : null,
		chair_titles: chair !== null && (ofChair.length > 0 || checked.has(chair)) ? ofChair : null
	};
}
