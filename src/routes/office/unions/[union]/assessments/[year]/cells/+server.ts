import { json } from '@sveltejs/kit';
import { authoriseAssessment } from '$lib/server/accounts/authorise';
import { parseCells } from '$lib/server/assessments/cells-body';
import { rubricFor } from '$lib/server/assessments/read-sheet';
import { saveCells } from '$lib/server/assessments/save-cells';
import { Refused } from '$lib/server/refusals';
import type { RequestHandler } from './$types';

/** Saves the cells that somebody is typing, while they type. */
export const POST: RequestHandler = async (event) => {
	const { actor, union, year, access } = await authoriseAssessment(
		event,
		['self', 'review'],
		event.params
	);
	const { db, clock, rubrics } = event.locals.app;
	const rubric = rubricFor(rubrics.rubrics, union.level);
	const body = await parseCells(event.request);
	if (!rubric || !body)
		return json({ message: '提交的格式不对。请刷新页面后再试。' }, { status: 400 });
	const refuse = (code: 'forbidden' | 'sheet_locked') => {
		const { status, text } = new Refused(code);
		return json({ message: text }, { status });
	};
	if (!access.rights.includes(body.kind)) return refuse('forbidden');
	if (access.writes !== body.kind) return refuse('sheet_locked');
	try {
		const saving = { ...body, by: actor.userId };
		const { saved, faults } = await saveCells(db, clock, { union, year, rubric }, saving);
		return json({ saved, faults });
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return json({ message: error.text }, { status: error.status });
	}
};
