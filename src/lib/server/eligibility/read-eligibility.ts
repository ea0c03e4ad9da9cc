import { shanghaiYear } from '$lib/domain/clock-time';
import { assessEligibility, type Assessment, type YearFacts } from '$lib/domain/eligibility';
import { eligibilityRuleOf } from '$lib/domain/eligibility-rule';
import type { RegisteredHonour } from '$lib/domain/honour';
import type { YearRecord } from '$lib/domain/year-record';
import type { App } from '../app';
import { toInstant } from '../database/values';
import { heldTitles, listHonourChecks, listHonours } from '../honours/list-honours';
import { listYearRecords } from '../results/year-record';
import { currentChair, type ChairTerm } from '../unions/terms';

export interface Eligibility {
	applicationYear: number;
	lastYear: number;
	currentYear: number;
	/** 十佳模范职工之家. */
	union: Assessment;
	/** 十佳工会工作者, of the present chair. */
	chair: Assessment;
	chairTerm: ChairTerm | null;
	/** Where the figures of every year come from, ascending. */
	records: YearRecord[];
	honours: RegisteredHonour[];
}

export interface EligibilityYears {
	applicationYear: number;
	/** The run of years ends here; null: the latest year that can count. */
	lastYear: number | null;
}

/** Both verdicts of article 12 for a grassroots union and its present chair. Reads sealed results only. */
export async function readEligibility(
	app: Pick<App, 'db' | 'clock' | 'rubrics'>,
	unionId: string,
	{ applicationYear, lastYear: wanted }: EligibilityYears
): Promise<Eligibility> {
	const { db, clock, rubrics } = app;
	const records = await listYearRecords(db, unionId);
	const honours = await listHonours(db, unionId);
	const chairTerm = (await currentChair(db, unionId)) ?? null;
	const currentYear = shanghaiYear(toInstant(clock.now())) ?? applicationYear;
	const lastYear = wanted ?? latestYear(records, applicationYear);
	const titles = await knownTitles(db, unionId, honours, chairTerm?.person_id ?? null);
	const verdicts = assessEligibility(
		{
			...{ application_year: applicationYear, last_year: lastYear, current_year: currentYear },
			...{ years: yearFacts(records, lastYear), chair_person: chairTerm?.person_id ?? null },
			...titles
		},
		eligibilityRuleOf(rubrics.rules)
	);
	return { applicationYear, lastYear, currentYear, ...verdicts, chairTerm, records, honours };
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
async function knownTitles(
	db: App['db'],
	unionId: string,
	honours: readonly RegisteredHonour[],
	chair: string | null
) {
	const checked = await listHonourChecks(db, chair === null ? [unionId] : [unionId, chair]);
	const ofUnion = heldTitles(honours.filter(({ person_id }) => person_id === null));
	const ofChair = heldTitles(honours.filter(({ person_id }) => person_id === chair));
	return {
		union_titles: ofUnion.length > 0 || checked.has(unionId) ? ofUnion : null,
		chair_titles: chair !== null && (ofChair.length > 0 || checked.has(chair)) ? ofChair : null
	};
}
