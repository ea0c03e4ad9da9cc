import { can } from '$lib/domain/permission';
import type { ApplicationState } from '$lib/domain/application-life';
import type { RubricLevel } from '$lib/domain/rubric';
import type { Days } from '$lib/domain/round-dates';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import { findApplication } from './find-application';
import { findRoundFor, listRounds, type Round } from './find-round';
import { countApplicants, type ApplicantState } from './list-applicants';
import { listReviews } from './list-reviews';

/** What the home page says about the year's assessment. */
export interface HomeCards {
	/** Unions of the actor's own: where they stand. */
	own: { unionId: string; name: string; state: ApplicationState | null; self: Days | null }[];
	/** Rounds that the actor's unions opened. */
	rounds: {
		id: string;
		unionId: string;
		level: RubricLevel;
		counts: Record<ApplicantState, number>;
	}[];
	/** Unions whose supervisor the actor is, for the link to open a round. */
	keepers: { id: string; name: string }[];
	/** Sheets assigned to the actor, by state; null for one who is no reviewer. */
	reviews: { state: ApplicationState; n: number }[] | null;
}

export async function readHomeCards(db: Database, actor: Actor, year: number): Promise<HomeCards> {
	const keepers = unionsOf(actor, ['supervisor']);
	const rounds: Round[] = [];
	for (const { id } of keepers)
		rounds.push(...(await listRounds(db, id)).filter((round) => round.year === year));
	return {
		own: await readOwn(db, actor, year),
		rounds: await Promise.all(
			rounds.map(async (round) => ({
				...{ id: round.id, unionId: round.unionId, level: round.level },
				counts: await countApplicants(db, round)
			}))
		),
		keepers,
		reviews: can(actor.roles, 'assessment.review') ? await countReviews(db, actor, year) : null
	};
}

async function readOwn(db: Database, actor: Actor, year: number): Promise<HomeCards['own']> {
	const own: HomeCards['own'] = [];
	for (const { id, name } of unionsOf(actor, ['chair', 'staff'])) {
		const union = await db
			.selectFrom('union')
			.select(['id', 'path', 'level'])
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		const application = await findApplication(db, union, year);
		const dates = application?.round.dates ?? (await findRoundFor(db, union, year))?.dates;
		const self = dates?.self ?? null;
		own.push({ ...{ unionId: id, name, self }, state: application?.state ?? null });
	}
	return own;
}

async function countReviews(db: Database, actor: Actor, year: number) {
	const reviews = (await listReviews(db, actor)).filter((review) => review.year === year);
	const states = Map.groupBy(reviews, ({ state }) => state);
	return [...states].map(([state, list]) => ({ state, n: list.length }));
}

function unionsOf({ roles }: Actor, wanted: readonly string[]): { id: string; name: string }[] {
	const held = roles.filter(({ role }) => wanted.includes(role));
	const names = new Map(held.map(({ unionId, unionName }) => [unionId, unionName]));
	return [...names].map(([id, name]) => ({ id, name }));
}
