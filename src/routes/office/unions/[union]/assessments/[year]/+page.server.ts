import { fail } from '@sveltejs/kit';
import { can } from '$lib/domain/permission';
import { enteredPoints, sheetTotals, type ScoreKind } from '$lib/domain/score-sheet';
import { yearRange } from '$lib/domain/year-range';
import type { Actor } from '$lib/server/accounts/actor';
import { authoriseAssessment } from '$lib/server/accounts/authorise';
import { listAssessmentYears } from '$lib/server/assessments/read-scores';
import { readSheet, rubricFor } from '$lib/server/assessments/read-sheet';
import { saveScores } from '$lib/server/assessments/save-scores';
import { thisYear } from '$lib/server/clock';
import type { UnionTable } from '$lib/server/database/schema/union';
import { readForm } from '$lib/server/read-form';
import { Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union, year, access } = await authoriseAssessment(event, 'read', event.params);
	const { db, clock, rubrics } = event.locals.app;
	const rubric = rubricFor(rubrics.rubrics, union.level);
	const sheet = rubric && (await readSheet(db, { union, year, rubric }));
	return {
		union: { id: union.id, name: union.name, level: union.level, kind: union.kind },
		// A reviewer sees the year of the assignment and no other.
		years: can(actor.roles, 'assessment.read', union.path)
			? yearRange(thisYear(clock), [...(await listAssessmentYears(db, union.id)), year])
			: [year],
		year,
		sheet,
		totals: sheet && {
			self: sheetTotals(sheet, enteredPoints(sheet.self)),
			review: sheetTotals(sheet, enteredPoints(sheet.review))
		},
		readsBelow: can(actor.roles, 'union.read', `${union.path}-/`),
		editing: sheet && access.writes,
		state: access.application?.state ?? null,
		why: access.why
	};
};

export const actions: Actions = {
	self: async (event) => {
		const authorised = await authoriseAssessment(event, 'self', event.params);
		return save(event, 'self', authorised);
	},
	review: async (event) => {
		const authorised = await authoriseAssessment(event, 'review', event.params);
		return save(event, 'review', authorised);
	}
};

async function save(
	event: RequestEvent,
	kind: ScoreKind,
	{ actor, union, year }: { actor: Actor; union: UnionTable; year: number }
) {
	const { db, clock, rubrics } = event.locals.app;
	const rubric = rubricFor(rubrics.rubrics, union.level);
	if (!rubric) return fail(400, { saved: [], faults: {}, message: '' });
	const values = textFields(await readForm(event.request));
	const key = { union, year, rubric };
	try {
		const outcome = await saveScores(db, clock, key, { kind, values }, actor.userId);
		return Object.keys(outcome.faults).length > 0
			? fail(400, { ...outcome, message: '' })
			: { ...outcome, message: '' };
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return fail(error.status, { saved: [], faults: {}, message: error.text });
	}
}

function textFields(form: FormData): Record<string, string> {
	return Object.fromEntries(
		[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	) as Record<string, string>;
}
