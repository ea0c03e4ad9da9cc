import type { ApplicationState } from '$lib/domain/application-life';
import type { RoundDates } from '$lib/domain/round-dates';
import type { RubricLevel } from '$lib/domain/rubric';
import type { App } from '$lib/server/app';
import { newId } from '$lib/server/database/id';
import { toInstant, type Day } from '$lib/server/database/values';
import { makeUser, rootUnionId } from './factories';

/** Self review and review both run on 2026-11-22, the day of the test clock; re-review begins after it. */
export const testDates: RoundDates = {
	self: { from: '2026-11-01', to: '2026-11-30' },
	review: { from: '2026-11-01', to: '2026-12-20' },
	final: { from: '2026-12-21', to: '2026-12-25' }
};

interface RoundFacts {
	unionId?: string;
	year?: number;
	level?: RubricLevel;
	dates?: RoundDates;
}

/** A round as its opening leaves it; of the root union and for grassroots unions unless told otherwise. */
export async function makeRound(
	app: App,
	{ unionId, year = 2026, level = 'grassroots', dates = testDates }: RoundFacts = {}
): Promise<string> {
	const keeper = unionId ?? (await rootUnionId(app));
	const id = newId();
	await app.db
		.insertInto('round')
		.values({
			...{ id, union_id: keeper, year, level },
			...{ self_from: dates.self.from as Day, self_to: dates.self.to as Day },
			...{ review_from: dates.review.from as Day, review_to: dates.review.to as Day },
			final_from: (dates.final?.from ?? null) as Day | null,
			final_to: (dates.final?.to ?? null) as Day | null,
			created_by: await makeUser(app, { role: 'supervisor', unionId: keeper }),
			created_at: toInstant(app.clock.now())
		})
		.execute();
	return id;
}

interface ApplicationFacts extends RoundFacts {
	/** Default: a new round of the root union. */
	roundId?: string;
	state?: ApplicationState;
	/** Accounts that review it. */
	reviewers?: string[];
}

/** An application of a union in a state (default: self review), without the events that led there. */
export async function makeApplication(
	app: App,
	unionId: string,
	{ roundId, state = 'self_review', reviewers = [], ...round }: ApplicationFacts = {}
): Promise<string> {
	const [id, { year = 2026, level = 'grassroots' }] = [newId(), round];
	await app.db
		.insertInto('application')
		.values({
			...{ id, round_id: roundId ?? (await ensureRound(app, round)), union_id: unionId, year },
			...{ rubric: level, state, steps: 0, self_until: null, reopened: 0 },
			...{ self_score: null, self_points: null, review_score: null, review_points: null }
		})
		.execute();
	for (const userId of reviewers) await assign(app, id, userId);
	return id;
}

/** The round that is there already, or a new one. */
export async function ensureRound(app: App, facts: RoundFacts): Promise<string> {
	const keeper = facts.unionId ?? (await rootUnionId(app));
	const there = await app.db
		.selectFrom('round')
		.select('id')
		.where('union_id', '=', keeper)
		.where('year', '=', facts.year ?? 2026)
		.where('level', '=', facts.level ?? 'grassroots')
		.executeTakeFirst();
	return there?.id ?? makeRound(app, facts);
}

export async function assign(app: App, applicationId: string, userId: string): Promise<void> {
	const assigned = { assigned_by: userId, assigned_at: toInstant(app.clock.now()) };
	await app.db
		.insertInto('reviewer_assignment')
		.values({ application_id: applicationId, user_id: userId, ...assigned })
		.execute();
}

/** Puts an application into the state in which scores of a kind are written. */
export async function openFor(
	app: App,
	applicationId: string,
	kind: 'self' | 'review'
): Promise<void> {
	await app.db
		.updateTable('application')
		.set({ state: kind === 'self' ? 'self_review' : 'under_review' })
		.where('id', '=', applicationId)
		.execute();
}
