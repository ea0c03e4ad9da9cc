import type { Counts } from '$lib/domain/counts';
import { surveyTitle } from '$lib/domain/survey-title';
import type { App } from '../app';
import { issueCodes } from '../ballots/issue-codes';
import { toInstant } from '../database/values';
import { publishSurvey } from '../publications/publish-survey';
import { closeSurvey } from '../surveys/close-survey';
import { draftSurvey } from '../surveys/draft-survey';
import { openSurvey } from '../surveys/open-survey';
import { makeBallots } from './ballots';
import { castAll } from './cast-all';
import type { DemoCounty } from './county';
import { seededRandom } from './figures';
import { at, demoNotice } from './seed-surveys';
import type { SeededUnions } from './seed-unions';

const DAY = 24 * 60 * 60 * 1000;

interface Rated {
	code: string;
	superior?: [number, number, number, number] | undefined;
}

/** This year the chairs below have rated some unions: the county run by the city, the others by the county. */
export async function seedSuperior(
	app: App,
	county: DemoCounty,
	{ seeded, city, supervisor }: { seeded: SeededUnions; city: string; supervisor: string },
	year: number
): Promise<void> {
	await holdOne(app, county.county, seeded, { year, by: city });
	for (const union of county.intermediate)
		await holdOne(app, union, seeded, { year, by: supervisor });
}

async function holdOne(
	app: App,
	{ code, superior }: Rated,
	seeded: SeededUnions,
	{ year, by }: { year: number; by: string }
): Promise<void> {
	if (!superior) return;
	const from = new Date(app.clock.now().getTime() - 15 * DAY);
	const during = at(app, from);
	const surveyId = await draftSurvey(
		during.db,
		during.clock,
		draftOf(code, seeded, year, from),
		by
	);
	const size = superior.reduce((sum, n) => sum + n, 0);
	const codes = await issueCodes(during, surveyId, { size, voidUnused: false }, by);
	await openSurvey(during, surveyId, by);
	const random = seededRandom(`${code}/superior`);
	const asked = [app.rubrics.questionnaires.superior];
	await castAll(
		during,
		{ surveyId, codes },
		makeBallots(asked, { superior: countsOf(superior) }, random)
	);
	const after = at(app, new Date(from.getTime() + 5 * DAY));
	await closeSurvey(after, surveyId, by);
	await publishSurvey(after.db, after.clock, surveyId, by, { ...demoNotice, withHistory: false });
}

function draftOf(code: string, seeded: SeededUnions, year: number, from: Date) {
	return {
		...{ unionId: seeded.unionIds.get(code) ?? '', year, title: surveyTitle(year, ['superior']) },
		...{ subjects: ['superior' as const], electorate: 'chairs' as const, eligible: 0 },
		chairs: { kinds: null, drawId: null },
		minTurnout: { num: 2, den: 3 },
		opensAt: toInstant(from),
		closesAt: toInstant(new Date(from.getTime() + 7 * DAY))
	};
}

function countsOf([satisfied, basically_satisfied, dissatisfied, unsure]: [
	number,
	number,
	number,
	number
]): Counts {
	return {
		...{ satisfied, basically_satisfied, dissatisfied },
		...{ unsure, blank: 0, invalid: 0 }
	};
}
