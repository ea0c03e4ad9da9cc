import { fail } from '@sveltejs/kit';
import { allCriteria } from '$lib/domain/rubric';
import { can } from '$lib/domain/permission';
import { changedCells, faultsByKey, type CellFault } from '$lib/domain/score-form';
import { enteredPoints, sheetTotals, type ScoreKind } from '$lib/domain/score-sheet';
import { yearRange } from '$lib/domain/year-range';
import type { Actor } from '$lib/server/accounts/actor';
import { authoriseAssessment } from '$lib/server/accounts/authorise';
import { changeNeedsReason } from '$lib/server/assessments/change-reason';
import { listChangedSince, readSheet, rubricFor } from '$lib/server/assessments/read-sheet';
import { saveCells } from '$lib/server/assessments/save-cells';
import { listAssessmentYears } from '$lib/server/assessments/sheet-key';
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
	const changed = rubric ? await listChangedSince(db, { union, year, rubric }) : [];
	const { application, writes } = access;
	return {
		union: { id: union.id, name: union.name, level: union.level, kind: union.kind },
		// A reviewer sees the year of the assignment and no other.
		years: can(actor.roles, 'assessment.read', union.path)
			? yearRange(thisYear(clock), [...(await listAssessmentYears(db, union.id)), year])
			: [year],
		year,
		sheet,
		totals: sheet && {
			self: sheetTotals(sheet, 'self', enteredPoints(sheet.self)),
			review: sheetTotals(sheet, 'review', enteredPoints(sheet.review))
		},
		/** What is measured otherwise now than when it was decided. */
		changedSince: (rubric ? allCriteria(rubric) : [])
			.filter(({ id }) => changed.includes(id))
			.map(({ text }) => text),
		readsBelow: can(actor.roles, 'union.read', `${union.path}-/`),
		editing: sheet && writes,
		userId: actor.userId,
		/** Changes must say why: the sheet was submitted, or decided, before. */
		needsReason:
			writes !== null && application ? await changeNeedsReason(db, application.id, writes) : false,
		state: application?.state ?? null,
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

interface SaveAnswer {
	/** Keys of the cells that changed. */
	saved: string[];
	/** By key. */
	faults: Record<string, CellFault>;
	/** As typed. */
	reason: string;
	message: string;
}

async function save(
	event: RequestEvent,
	kind: ScoreKind,
	{ actor, union, year }: { actor: Actor; union: UnionTable; year: number }
) {
	const { db, clock, rubrics } = event.locals.app;
	const rubric = rubricFor(rubrics.rubrics, union.level);
	const answer: SaveAnswer = { saved: [], faults: {}, reason: '', message: '' };
	if (!rubric) return fail(400, answer);
	const values = textFields(await readForm(event.request));
	answer.reason = values['reason'] ?? '';
	const edits = changedCells(rubric, kind, values);
	try {
		const saving = { kind, edits, reason: answer.reason, by: actor.userId };
		const { changed, faults } = await saveCells(db, clock, { union, year, rubric }, saving);
		const outcome = { ...answer, saved: changed, faults: faultsByKey(faults) };
		return faults.length > 0 ? fail(400, outcome) : outcome;
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return fail(error.status, { ...answer, message: error.text });
	}
}

function textFields(form: FormData): Record<string, string> {
	return Object.fromEntries(
		[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	) as Record<string, string>;
}
