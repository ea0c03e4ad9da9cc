import type { DrawFacts } from '$lib/domain/official-form/draw-table';
import { layOutForm } from '$lib/domain/official-form/lay-out-form';
import type { OfficialForm } from '$lib/domain/official-form/form-layout';
import type { ScoreSheet } from '$lib/domain/score-sheet';
import { groupFingerprint } from '$lib/domain/verify/fingerprint';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { readSheet, rubricFor } from '../assessments/read-sheet';
import { findFingerprint } from '../ballots/sign-receipt';
import type { UnionTable } from '../database/schema/union';
import { listDraws, type DrawLine } from '../draws/read-draw';
import type { Database } from '../database/open';
import { toInstant, type Instant } from '../database/values';
import { Refused } from '../refusals';
import type { Application } from '../rounds/find-application';
import { kindName } from '../unions/kinds';

/** What `authoriseAssessment` gives of a sheet that may be read. */
export interface ReadableSheet {
	actor: Pick<Actor, 'name'>;
	union: UnionTable;
	year: number;
	access: { application: Application | null };
}

/** The official form of a union and year. @throws Refused where the annexes have no form for unions of its level */
export async function readOfficialForm(
	app: App,
	{ actor, union, year, access }: ReadableSheet
): Promise<OfficialForm> {
	const rubric = rubricFor(app.rubrics.rubrics, union.level);
	if (!rubric) throw new Refused('not_found');
	const sheet = await readSheet(app.db, { union, year, rubric });
	const { application } = access;
	return layOutForm({
		sheet,
		union: { name: union.name, code: union.code, kind: kindName(app.rubrics, union.kind) },
		application: application && {
			state: application.state,
			roundOf: application.round.unionName
		},
		surveys: await fingerprintsOf(app, sheet),
		draws: await drawsOf(app, union.id, year, application),
		made: { at: toInstant(app.clock.now()), by: actor.name }
	});
}

/** Those there were when the sheet was decided, if it is, as they stood then. */
async function drawsOf(
	{ db }: App,
	unionId: string,
	year: number,
	application: Application | null
): Promise<DrawFacts[]> {
	const decidedAt =
		application?.state === 'decided' ? await readDecidedAt(db, application.id) : null;
	const draws = await listDraws(db, unionId, year);
	return draws
		.filter(({ preparedAt }) => decidedAt === null || preparedAt <= decidedAt)
		.map((draw) => (decidedAt === null ? draw : asOf(draw, decidedAt)))
		.map(({ seed_source: seedSource, ...draw }) => ({ ...draw, seedSource }));
}

/** One that was drawn or abandoned later was still prepared then. */
function asOf(draw: DrawLine, at: Instant): DrawLine {
	if (draw.endedAt === null || draw.endedAt <= at) return draw;
	const open = { seed: null, seed_source: null, endedReason: '', endedBy: null, endedAt: null };
	return { ...draw, ...open, state: 'prepared' };
}

async function readDecidedAt(db: Database, applicationId: string): Promise<Instant | null> {
	const row = await db
		.selectFrom('application_event')
		.select((eb) => eb.fn.max('at').as('at'))
		.where('application_id', '=', applicationId)
		.where('act', '=', 'decide')
		.executeTakeFirst();
	return row?.at ?? null;
}

async function fingerprintsOf(app: App, { measurements }: ScoreSheet) {
	const surveys: Record<string, { fingerprint: string | null }> = {};
	for (const { record } of Object.values(measurements)) {
		if (!record?.surveyId) continue;
		const fingerprint = await findFingerprint(app, record.surveyId);
		surveys[record.surveyId] = { fingerprint: fingerprint && groupFingerprint(fingerprint) };
	}
	return surveys;
}
