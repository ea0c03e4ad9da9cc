import { fail, redirect } from '@sveltejs/kit';
import { normaliseSurveyNumber } from '$lib/domain/survey-number';
import { loadBallotPaper } from '$lib/server/ballots/ballot-paper';
import { readFields } from '$lib/server/member-page/read-ballot-form';
import type { Actions } from './$types';

/** A slip's code typed into the wrong field is told apart, and not shown again. */
function looksLikeCode(typed: string): boolean {
	return /^\d{12,}$/.test(typed.normalize('NFKC').replace(/[\s-]/g, ''));
}

export const actions: Actions = {
	// A POST, although it only looks something up: what is typed by mistake must not end in an address.
	default: async ({ locals, request }) => {
		const typed = String((await readFields(request)).get('number') ?? '');
		if (looksLikeCode(typed))
			return fail(400, {
				number: '',
				message: '这像是票上的16位码。这里要填的是问卷编号，码到下一页再填'
			});
		const id = normaliseSurveyNumber(typed);
		const paper = id === null ? null : await loadBallotPaper(locals.app, id);
		if (paper) redirect(303, `/s/${paper.surveyId}`);
		const message = typed.trim()
			? '没有这个编号的问卷，请对照票或海报再核对一次'
			: '请填写问卷编号';
		return fail(typed.trim() ? 404 : 400, { number: typed.slice(0, 100), message });
	}
};
