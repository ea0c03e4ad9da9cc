import { error, fail } from '@sveltejs/kit';
import { shanghaiYear } from '$lib/domain/clock-time';
import { can } from '$lib/domain/permission';
import { enteredPoints, sheetTotals, type ScoreKind } from '$lib/domain/score-sheet';
import { parseYear, yearRange } from '$lib/domain/year-range';
import type { Actor } from '$lib/server/accounts/actor';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { listAssessmentYears } from '$lib/server/assessments/read-scores';
import { readSheet, rubricFor } from '$lib/server/assessments/read-sheet';
import { saveScores } from '$lib/server/assessments/save-scores';
import type { UnionTable } from '$lib/server/database/schema/union';
import { toInstant } from '$lib/server/database/values';
import { readForm } from '$lib/server/read-form';
import { Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { db, clock, rubrics } = event.locals.app;
	const year = yearOf(event.params.year);
	const rubric = rubricFor(rubrics.rubrics, union.level);
	const current = shanghaiYear(toInstant(clock.now())) ?? year;
	const known = await listAssessmentYears(db, union.id);
	const sheet = rubric && (await readSheet(db, { union, year, rubric }));
	return {
		union: { id: union.id, name: union.name, level: union.level, kind: union.kind },
		years: yearRange(current, [...known, year]),
		year,
		sheet,
		totals: sheet && {
			self: sheetTotals(sheet, enteredPoints(sheet.self)),
			review: sheetTotals(sheet, enteredPoints(sheet.review))
		},
		readsBelow: can(actor.roles, 'union.read', `${union.path}-/`),
		editing: sheet && editingOf(actor, union)
	};
};

export const actions: Actions = {
	self: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'assessment.self', event.params.union);
		return save(event, 'self', actor, union);
	},
	review: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'assessment.review', event.params.union);
		return save(event, 'review', actor, union);
	}
};

async function save(event: RequestEvent, kind: ScoreKind, actor: Actor, union: UnionTable) {
	const { db, clock, rubrics } = event.locals.app;
	const rubric = rubricFor(rubrics.rubrics, union.level);
	if (!rubric) return fail(400, { saved: [], faults: {} });
	const values = textFields(await readForm(event.request));
	const key = { union, year: yearOf(event.params.year), rubric };
	const outcome = await saveScores(db, clock, key, { kind, values }, actor.userId);
	return Object.keys(outcome.faults).length > 0 ? fail(400, outcome) : outcome;
}

function yearOf(text: string): number {
	const year = parseYear(text);
	if (year !== null) return year;
	const refused = new Refused('not_found');
	error(refused.status, refused.text);
}

/** Nobody holds both permissions in one union: who belongs to it does not review it. */
function editingOf({ roles }: Actor, { path }: UnionTable): ScoreKind | null {
	if (can(roles, 'assessment.self', path)) return 'self';
	return can(roles, 'assessment.review', path) ? 'review' : null;
}

function textFields(form: FormData): Record<string, string> {
	return Object.fromEntries(
		[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	) as Record<string, string>;
}
