import { findProblem, selfDays, type ApplicationAct } from '$lib/domain/application-life';
import { listMissing } from '$lib/domain/missing-scores';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '../app';
import { readSheet, rubricFor } from '../assessments/read-sheet';
import { today } from '../clock';
import type { UnionTable } from '../database/schema/union';
import { lifeOf, type Application } from './find-application';
import { findRoundFor } from './find-round';
import { listAssigned } from './list-reviewers';
import { listEvents } from './record-event';
import type { SheetAccess, SheetRight } from './sheet-access';
import { findWithdrawn, wasHandedIn } from './withdraw-application';

/** Which right an act on the page takes. */
const rightsOf: Record<ApplicationAct, readonly SheetRight[]> = {
	...{ apply: ['self'], withdraw: ['self'], begin: ['self'], submit: ['self'] },
	...{ start_review: ['review', 'supervise'], return: ['review', 'supervise'] },
	...{ decide: ['supervise'], reopen: ['supervise'], extend: ['supervise'] }
};

interface Viewed {
	union: UnionTable;
	year: number;
	access: SheetAccess;
}

/** Everything on the page of an application, as far as the actor may know it. */
export async function viewApplication(app: App, { union, year, access }: Viewed) {
	const { application, rights, writes, why } = access;
	const now = today(app.clock);
	const round = application?.round ?? (await findRoundFor(app.db, union, year));
	const life = application && lifeOf(application);
	const handedIn = application !== null && (await wasHandedIn(app.db, application.id));
	const acts = (Object.keys(rightsOf) as ApplicationAct[]).filter(
		(act) =>
			rightsOf[act].some((right) => rights.includes(right)) &&
			round !== null &&
			findProblem(life, act, round.dates, now) === null &&
			!(act === 'withdraw' && handedIn)
	);
	// Who will review a union is not told to the union itself before they begin.
	const begun = application?.state === 'under_review' || application?.state === 'decided';
	const seesReviewers = begun || rights.includes('supervise') || rights.includes('review');
	const reviewers = application && seesReviewers ? await reviewersOf(app, application) : null;
	return {
		union: { id: union.id, name: union.name },
		...{ year, rights, writes, why, acts, today: now, reviewers },
		round: round && { id: round.id, unionId: round.unionId, unionName: round.unionName },
		dates: round && { ...round.dates, self: selfDays(life, round.dates) },
		application: application && pick(application),
		events: await eventsOf(app, { union, year, access }),
		missing: await missingOf(app, { union, year, access })
	};
}

/** Of an application that was withdrawn too, so that nobody wonders where it went. */
async function eventsOf({ db }: App, { union, year, access }: Viewed) {
	const id = access.application?.id ?? (await findWithdrawn(db, union, year));
	return id === null ? [] : listEvents(db, id);
}

async function reviewersOf({ db }: App, { id }: Application): Promise<string[]> {
	return ((await listAssigned(db, [id])).get(id) ?? []).map(({ name }) => name);
}

function pick({ state, self_score, self_points, review_score, review_points }: Application) {
	return {
		state,
		self: self_score === null ? null : { score: self_score, points: self_points ?? 0 },
		review: review_score === null ? null : { score: review_score, points: review_points ?? 0 }
	};
}

/** What is still without a score, for whoever could hand the sheet in or settle it now. */
async function missingOf(app: App, { union, year, access }: Viewed) {
	const kind = kindInQuestion(access);
	const rubric = rubricFor(app.rubrics.rubrics, union.level);
	if (!kind || !rubric) return null;
	const sheet = await readSheet(app.db, { union, year, rubric });
	return listMissing(sheet, kind).map(({ id, text }) => ({ id, text }));
}

function kindInQuestion({ application, rights }: SheetAccess): ScoreKind | null {
	if (application?.state === 'self_review') return rights.includes('self') ? 'self' : null;
	if (application?.state !== 'under_review') return null;
	return rights.includes('supervise') || rights.includes('review') ? 'review' : null;
}
