import { applicationStates, type ApplicationState } from '$lib/domain/application-life';
import type { RoundDates } from '$lib/domain/round-dates';
import { allCriteria, type RubricLevel } from '$lib/domain/rubric';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '../app';
import { saveCells } from '../assessments/save-cells';
import { today } from '../clock';
import type { UnionTable } from '../database/schema/union';
import { applyForRound } from '../rounds/apply-for-round';
import { assignReviewer } from '../rounds/assign-reviewers';
import { openRound } from '../rounds/open-round';
import { decideApplication, submitApplication } from '../rounds/submit-application';
import { startReview } from '../rounds/supervise-application';
import type { DemoCounty } from './county';
import { seededRandom } from './figures';
import { demoCells } from './sheet-cells';
import type { SeededUnions } from './seed-unions';

const DAY = 24 * 60 * 60 * 1000;

interface Cast {
	seeded: SeededUnions;
	supervisorId: string;
	reviewerId: string;
	/** Who acts for the unions that apply. */
	staffId: string;
}

/** A union and how far its application has come; null: not applied. */
type Stage = [code: string, state: ApplicationState | null];

interface Seeded {
	seeded: SeededUnions;
	/** By user name. */
	accounts: Map<string, string>;
}

/** A round of this year for each annex, with unions in every state and reviewers at work. */
export async function seedRounds(
	app: App,
	county: DemoCounty,
	{ seeded, accounts }: Seeded,
	thisYear: number
): Promise<void> {
	const stages = [...applicationStates].reverse();
	// What is open for visitors fills its sheet in; the others stand in turn where an application can stand.
	const grassroots = county.grassroots
		.slice(0, 36)
		.map(({ code, open }, index): Stage => [
			code,
			open ? 'self_review' : (stages[index % 6] ?? null)
		]);
	const intermediate = county.intermediate.map(({ code }, index): Stage => [
		code,
		stages[index] ?? null
	]);
	const castOf = (supervisor: string, reviewer: string, staff: string): Cast => {
		const [supervisorId, reviewerId, staffId] = [supervisor, reviewer, staff].map(
			(name) => accounts.get(name) ?? ''
		) as [string, string, string];
		return { seeded, supervisorId, reviewerId, staffId };
	};
	const ofCounty = castOf('xian', 'kaoping', 'ganshi');
	const keeper = county.county.code;
	for (const [level, list] of [
		['grassroots', grassroots],
		['intermediate', intermediate]
	] as const)
		await seedRound(app, ofCounty, { keeper, level, thisYear, stages: list });
	await seedRound(app, castOf('shi', 'shikaoping', 'xianganshi'), {
		...{ keeper: county.city.code, level: 'county', thisYear },
		stages: [[keeper, 'under_review']]
	});
}

interface DemoRound {
	/** Code of the union that opens it. */
	keeper: string;
	level: RubricLevel;
	thisYear: number;
	stages: Stage[];
}

async function seedRound(
	app: App,
	cast: Cast,
	{ keeper, level, thisYear, stages }: DemoRound
): Promise<void> {
	const unionId = cast.seeded.unionIds.get(keeper) ?? '';
	const round = { unionId, year: thisYear, level, dates: datesAround(app) };
	const roundId = await openRound(app.db, app.clock, round, cast.supervisorId);
	for (const [code, state] of stages) {
		const unionId = cast.seeded.unionIds.get(code) ?? '';
		if (state) await seedApplication(app, cast, { roundId, unionId, code, state, thisYear });
	}
}

/** Self review for a month, review along with it and a month longer, then a week for second thoughts. */
function datesAround(app: App): RoundDates {
	const day = (offset: number) => today(shifted(app, offset).clock);
	return {
		self: { from: day(-20), to: day(14) },
		review: { from: day(-10), to: day(45) },
		final: { from: day(46), to: day(52) }
	};
}

interface DemoApplication {
	roundId: string;
	unionId: string;
	code: string;
	state: ApplicationState;
	thisYear: number;
}

async function seedApplication(app: App, cast: Cast, demo: DemoApplication): Promise<void> {
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', demo.unionId)
		.executeTakeFirstOrThrow();
	const reached = applicationStates.indexOf(demo.state);
	const at = (days: number) => shifted(app, days);
	// Before self review begins an application waits; one in the demo has just been handed in.
	if (reached === 0) return applyOnly(app, cast, union, demo.thisYear);
	const id = await applyForRound(app.db, at(-18).clock, union, demo.thisYear, cast.staffId);
	const chosen = { roundId: demo.roundId, userId: cast.reviewerId, applicationIds: [id] };
	await assignReviewer(app.db, at(-12).clock, chosen, cast.supervisorId);
	await fillIn(at(-9), cast, union, { ...demo, kind: 'self', whole: reached > 1 });
	if (reached < 2) return;
	await submitApplication(at(-8), id, { acknowledged: true }, cast.staffId);
	if (reached < 3) return;
	await startReview(at(-6), id, cast.reviewerId);
	await fillIn(at(-4), cast, union, { ...demo, kind: 'review', whole: reached > 3 });
	if (reached > 3) await decideApplication(at(-2), id, cast.supervisorId);
}

/** Applied before its round's self review began. */
async function applyOnly(app: App, cast: Cast, union: UnionTable, year: number): Promise<void> {
	await applyForRound(app.db, shifted(app, -21).clock, union, year, cast.staffId);
}

interface Filling extends DemoApplication {
	kind: ScoreKind;
	/** All criteria, or the first two thirds. */
	whole: boolean;
}

async function fillIn(app: App, cast: Cast, union: UnionTable, filling: Filling): Promise<void> {
	const { code, thisYear: year, kind, whole } = filling;
	const rubric = app.rubrics.rubrics[union.level as RubricLevel];
	const random = seededRandom(`${code}/${kind}`);
	const criteria = allCriteria(rubric);
	const filled = whole ? criteria : criteria.slice(0, Math.floor((criteria.length * 2) / 3));
	const small = seededRandom(`${code}/size`)() < 0.4;
	const edits = filled.flatMap((criterion) => demoCells(criterion, { kind, small, random }));
	const by = kind === 'self' ? cast.staffId : cast.reviewerId;
	const key = { union, year, rubric };
	await saveCells(app.db, app.clock, key, { kind, edits, reason: '', by });
}

/** The same server some days earlier or later. */
function shifted(app: App, days: number): App {
	const time = new Date(app.clock.now().getTime() + days * DAY);
	return { ...app, clock: { now: () => time } };
}
