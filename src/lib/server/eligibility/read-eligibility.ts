import { shanghaiYear } from '$lib/domain/clock-time';
import type { Assessment } from '$lib/domain/eligibility';
import { eligibilityRuleOf } from '$lib/domain/eligibility-rule';
import type { RegisteredHonour } from '$lib/domain/honour';
import type { YearRecord } from '$lib/domain/year-record';
import type { App } from '../app';
import { toInstant } from '../database/values';
import { listHonourChecks, listHonours } from '../honours/list-honours';
import { listYearRecords } from '../results/year-record';
import { currentChair, type ChairTerm } from '../unions/terms';
import { judgeUnion } from './judge-union';

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
	{ applicationYear, lastYear }: EligibilityYears
): Promise<Eligibility> {
	const { db, clock, rubrics } = app;
	const records = await listYearRecords(db, unionId);
	const honours = await listHonours(db, unionId);
	const chairTerm = (await currentChair(db, unionId)) ?? null;
	const chair = chairTerm?.person_id ?? null;
	const checked = await listHonourChecks(db, chair === null ? [unionId] : [unionId, chair]);
	const currentYear = shanghaiYear(toInstant(clock.now())) ?? applicationYear;
	const verdicts = judgeUnion(
		{ unionId, chair, records, honours, checked },
		{ applicationYear, lastYear, currentYear },
		eligibilityRuleOf(rubrics.rules)
	);
	return { applicationYear, currentYear, ...verdicts, chairTerm, records, honours };
}
