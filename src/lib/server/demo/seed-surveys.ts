import type { App } from '../app';
import { issueCodes } from '../ballots/issue-codes';
import { toInstant } from '../database/values';
import { publishSurvey, type PublicationNotice } from '../publications/publish-survey';
import { closeSurvey } from '../surveys/close-survey';
import { consentToDraft, weaknessesOf } from '../surveys/consent';
import { draftSurvey } from '../surveys/draft-survey';
import { openSurvey } from '../surveys/open-survey';
import { readSurvey } from '../surveys/read-survey';
import { scheduleSurvey } from '../surveys/schedule-survey';
import { voidSurvey } from '../surveys/void-survey';
import { makeBallots } from './ballots';
import { castAll } from './cast-all';
import { holdMeeting } from './hold-meeting';
import type { DemoCounty, DemoGrassroots } from './county';
import { figuresFor, minTurnoutFor, seededRandom } from './figures';
import type { SeededUnions } from './seed-unions';

const DAY = 24 * 60 * 60 * 1000;

/** Who acts in the demo's surveys. */
interface Cast {
	seeded: SeededUnions;
	staffId: string;
	supervisorId: string;
}

/** What every published result of the demo says beside itself. */
export const demoNotice: PublicationNotice = {
	days: 7,
	contact: '本单位工会办公室 0512-0000 6001；或县总工会基层工作部 0512-0000 6002',
	withHistory: true
};

/** The survey left open for visitors, with codes nobody has used yet. */
export interface OpenDemoSurvey {
	surveyId: string;
	codes: string[];
}

/** The surveys of unions that came a year before the others. */
export async function seedYearBefore(
	app: App,
	county: DemoCounty,
	cast: Cast,
	thisYear: number
): Promise<void> {
	const from = new Date(Date.UTC(thisYear - 2, 10, 10, 1));
	for (const union of county.grassroots.filter((one) => one.held.includes(-2)))
		await holdSurvey(app, union, cast, { year: -2, calendarYear: thisYear - 2, from });
}

/** Last year's surveys, really held: codes, sealed ballots, opened boxes. `report` hears of each union that is done. */
export async function seedLastYear(
	app: App,
	county: DemoCounty,
	cast: Cast,
	thisYear: number,
	report: (done: number, of: number) => void
): Promise<void> {
	const held = county.grassroots.filter((union) => !union.missing.includes(-1));
	const then = new Date(Date.UTC(thisYear - 1, 10, 10, 1));
	for (const [index, union] of held.entries()) {
		await holdSurvey(app, union, cast, { year: -1, calendarYear: thisYear - 1, from: then });
		report(index + 1, held.length);
	}
}

/** This year: one survey open for visitors, some already held, the rest still to come. */
export async function seedThisYear(
	app: App,
	county: DemoCounty,
	cast: Cast,
	thisYear: number
): Promise<OpenDemoSurvey> {
	const from = new Date(app.clock.now().getTime() - 20 * DAY);
	for (const union of county.grassroots.filter((one, index) => !one.open && index % 5 === 2)) {
		await holdSurvey(app, union, cast, { year: 0, calendarYear: thisYear, from });
	}
	await scheduleOne(app, county, cast, thisYear);
	await draftMeeting(app, county, cast, thisYear);
	const visited = county.grassroots.find((union) => union.open);
	if (!visited) throw new Error('the demo county needs one union with `open: true`');
	return openForVisitors(app, visited, cast, thisYear);
}

/** One draft that waits for the supervisor's consent. */
async function draftMeeting(
	app: App,
	county: DemoCounty,
	cast: Cast,
	thisYear: number
): Promise<void> {
	const union = county.grassroots.find((one) => one.meeting.includes(0));
	if (!union) return;
	await draftFor(app, union, cast, {
		...{ calendarYear: thisYear, year: 0, days: 7 },
		...{ eligible: union.members, issued: 0 }
	});
}

/** One survey that opens by itself in three days, so that the waiting page can be seen. */
async function scheduleOne(
	app: App,
	county: DemoCounty,
	cast: Cast,
	thisYear: number
): Promise<void> {
	const union = county.grassroots.find((one, index) => !one.open && index % 5 === 3);
	if (!union) return;
	const opensAt = new Date(app.clock.now().getTime() + 3 * DAY);
	const surveyId = await draftFor(app, union, cast, {
		...{ calendarYear: thisYear, year: 0, days: 7, opensAt },
		...{ eligible: union.members, issued: union.members }
	});
	const order = { size: union.members, voidUnused: false };
	await issueCodes(app, surveyId, order, cast.staffId);
	await scheduleSurvey(app.db, app.clock, surveyId, true, cast.staffId);
}

interface Held {
	/** Relative to this year. */
	year: number;
	calendarYear: number;
	from: Date;
}

async function holdSurvey(app: App, union: DemoGrassroots, cast: Cast, held: Held): Promise<void> {
	const figures = figuresFor(union, held.year);
	const during = at(app, held.from);
	const { surveyId, codes } = await openWithCodes(during, union, cast, {
		...{ calendarYear: held.calendarYear, year: held.year, days: 7 },
		...{ eligible: figures.eligible, issued: figures.issued }
	});
	await answerAll(during, union, surveyId, codes, figures, held.year);
	const after = at(app, new Date(held.from.getTime() + 7 * DAY));
	await closeSurvey(after, surveyId, cast.staffId);
	const reason = union.void[held.year];
	if (reason) await voidSurvey(app.db, after.clock, surveyId, reason, cast.supervisorId);
	else await publishSurvey(app.db, after.clock, surveyId, cast.staffId, demoNotice);
}

async function openForVisitors(
	app: App,
	union: DemoGrassroots,
	cast: Cast,
	thisYear: number
): Promise<OpenDemoSurvey> {
	const figures = figuresFor(union, 0);
	const { surveyId, codes } = await openWithCodes(app, union, cast, {
		...{ calendarYear: thisYear, year: 0, days: 14 },
		...{ eligible: union.members, issued: union.members }
	});
	const used = codes.length - 24;
	await answerAll(app, union, surveyId, codes.slice(0, used), figures, 0);
	return { surveyId, codes: codes.slice(used) };
}

interface Opening {
	year: number;
	calendarYear: number;
	days: number;
	eligible: number;
	issued: number;
	/** Of a draft that waits for its time. */
	opensAt?: Date;
}

async function openWithCodes(
	app: App,
	union: DemoGrassroots,
	cast: Cast,
	opening: Opening
): Promise<OpenDemoSurvey> {
	const surveyId = await draftFor(app, union, cast, opening);
	const survey = await readSurvey(app.db, surveyId);
	const meeting = survey?.mode === 'meeting';
	if (survey && weaknessesOf(survey, app.rubrics.rules).length > 0) {
		const reason = meeting ? '开会员大会，两位监票人在场' : '会员多为流动岗位，同意按二分之一执行';
		const { rules } = app.rubrics;
		await consentToDraft({ ...app, rules }, surveyId, reason, cast.supervisorId);
	}
	if (meeting) {
		await openSurvey(app, surveyId, cast.staffId);
		return { surveyId, codes: await holdMeeting(app, surveyId, opening.issued, cast.staffId) };
	}
	const codes = await issueCodes(
		app,
		surveyId,
		{ size: opening.issued, voidUnused: false },
		cast.staffId
	);
	await openSurvey(app, surveyId, cast.staffId);
	return { surveyId, codes };
}

/** A draft that opens at the app's present time, if no other is stated. */
function draftFor(app: App, union: DemoGrassroots, cast: Cast, opening: Opening): Promise<string> {
	const opensAt = opening.opensAt ?? app.clock.now();
	return draftSurvey(
		app.db,
		app.clock,
		{
			...{ unionId: cast.seeded.unionIds.get(union.code) ?? '', year: opening.calendarYear },
			title: `${opening.calendarYear}年度会员评家和评议工会主席`,
			...{ subjects: ['home', 'chair'], electorate: 'members', eligible: opening.eligible },
			...(union.meeting.some((year) => year === opening.year) && { mode: 'meeting' as const }),
			minTurnout: minTurnoutFor(union, opening.year),
			opensAt: toInstant(opensAt),
			closesAt: toInstant(new Date(opensAt.getTime() + opening.days * DAY))
		},
		cast.staffId
	);
}

/** Members answer, each with one code, all at once. */
async function answerAll(
	app: App,
	union: DemoGrassroots,
	surveyId: string,
	codes: string[],
	figures: ReturnType<typeof figuresFor>,
	year: number
): Promise<void> {
	const { home, chair } = app.rubrics.questionnaires;
	const random = seededRandom(`${union.code}/${year}/ballots`);
	await castAll(app, { surveyId, codes }, makeBallots([home, chair], figures, random));
}

/** The same server with its clock at another time: the demo's past is held with the code of the present. */
export function at(app: App, time: Date): App {
	return { ...app, clock: { now: () => time } };
}
