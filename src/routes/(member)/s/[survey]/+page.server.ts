import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import type { BallotValues } from '$lib/components/member/ballot-values';
import {
	answerProblem,
	codeProblem,
	typedCodeProblems,
	type Problem
} from '$lib/components/member/problems';
import type { Receipt } from '$lib/domain/verify/receipt';
import { normaliseSurveyNumber } from '$lib/domain/survey-number';
import {
	loadBallotPaper,
	newSubmissionId,
	newTicket,
	type BallotPaper
} from '$lib/server/ballots/ballot-paper';
import { signReceipt } from '$lib/server/ballots/sign-receipt';
import { toInstant } from '$lib/server/database/values';
import { submitBallot, type SubmitOutcome } from '$lib/server/ballots/submit-ballot';
import { giveTicket } from '$lib/server/meetings/give-ticket';
import {
	dropTicketCookie,
	readTicketCookie,
	setTicketCookie
} from '$lib/server/meetings/ticket-cookie';
import { visitMeeting, type MeetingStep } from '$lib/server/meetings/visit';
import { readBallotForm, readFields } from '$lib/server/member-page/read-ballot-form';
import type { Actions, PageServerLoad } from './$types';

const unknownSurvey =
	'没有这个编号的问卷。请对照票或海报上的编号再核对一次，或者重新扫票上的二维码。';

const noTicket =
	'这部手机上没有这次评议的票，没有交上。请另开一页扫会场屏幕上的二维码领票，再回到这一页提交；填写的内容还在';

const busy = '现在提交的人太多，没有交上。请等几秒钟再提交一次，填写的内容还在';

async function findPaper(app: App.Locals['app'], number: string): Promise<BallotPaper> {
	const id = normaliseSurveyNumber(number);
	const paper = id === null ? null : await loadBallotPaper(app, id);
	return paper ?? error(404, unknownSurvey);
}

/** Knows nothing of codes: the page is the same for a used, an unused and an invented one. */
export const load: PageServerLoad = async ({ locals: { app }, params, cookies, url, request }) => {
	const paper = await findPaper(app, params.survey);
	const isAhead = paper.opensAt > toInstant(app.clock.now());
	return {
		paper,
		submissionId: newSubmissionId(),
		/** The credential of a poster survey; empty in every other. */
		ticket: newTicket(app, paper),
		/** Of a meeting that is open, else null. */
		meeting:
			paper.promises.mode === 'meeting' ? await meet(app, paper, { cookies, url, request }) : null,
		/** Null when the time has passed and nobody has opened the survey. */
		opensAt: isAhead ? paper.opensAt : null
	};
};

/** What this phone may do at a meeting. Its cookie is set at the scan and goes when the survey is over. */
async function meet(
	app: App.Locals['app'],
	{ surveyId, phase }: BallotPaper,
	{ cookies, url, request }: { cookies: Cookies; url: URL; request: Request }
): Promise<{ step: MeetingStep; pass: string } | null> {
	const over = phase === 'closed' || phase === 'void';
	// A ballot that is sent again after the end still gets its receipt by it.
	if (over && request.method === 'GET') dropTicketCookie(cookies, surveyId, url);
	if (phase !== 'open') return null;
	const cookie = readTicketCookie(cookies);
	const token = url.searchParams.get('w');
	const { step, pass, ticket } = await visitMeeting(app, surveyId, { cookie, token });
	if (ticket !== null) setTicketCookie(cookies, surveyId, ticket, url);
	return { step, pass };
}

/** What the page shows: with `problems` the form once more, as it was filled in; otherwise nothing of what was sent. */
interface Answer {
	kind: 'accepted' | 'used' | 'not_open' | 'closed' | 'void' | 'problems' | 'meeting';
	/** Why a ticket was not given. */
	step?: MeetingStep;
	receipt?: string;
	/** What the server signs of it; null where its key is gone. */
	signed?: Receipt | null;
	problems?: Problem[];
	values?: BallotValues;
}

function refuse(status: number, answer: Answer) {
	return fail(status, answer);
}

function lacksTicket({ problems }: Extract<SubmitOutcome, { kind: 'invalid' }>): boolean {
	return problems.some(({ questionId }) => questionId === 'ticket');
}

function answerTo(
	outcome: SubmitOutcome,
	values: BallotValues,
	{ paper, signed }: { paper: BallotPaper; signed: Receipt | null }
) {
	const again = (status: number, problems: Problem[]) =>
		refuse(status, { kind: 'problems', problems, values });
	switch (outcome.kind) {
		case 'accepted':
			return { kind: outcome.kind, receipt: outcome.receipt, signed } satisfies Answer;
		case 'used':
		case 'not_open':
			return refuse(409, { kind: outcome.kind });
		case 'closed':
		case 'void':
			return refuse(410, { kind: outcome.kind });
		case 'unknown_survey':
			return error(404, unknownSurvey);
		case 'busy':
			return again(503, [{ field: 'send', text: busy }]);
		case 'voided':
			return again(403, [codeProblem('voided', values.code)]);
		case 'wrong_code':
			return again(outcome.problem === 'unknown' ? 403 : 400, [
				codeProblem(outcome.problem, values.code)
			]);
		case 'invalid':
			if (paper.promises.mode === 'meeting' && lacksTicket(outcome))
				return again(403, [{ field: 'send', text: noTicket }]);
			// A ticket that is not ours would be refused each time; left out, the page comes back with a new one.
			if (lacksTicket(outcome)) values.code = '';
			return again(400, [
				...outcome.problems.map(({ questionId, problem }) =>
					answerProblem(paper.questionnaires, questionId, problem)
				),
				...(paper.promises.mode === 'slip' ? typedCodeProblems(values.code) : [])
			]);
	}
}

/** Gives the phone its ticket, and then its ballot paper under the bare address, which may be loaded again. */
async function take(
	app: App.Locals['app'],
	{ surveyId, phase }: BallotPaper,
	{ fields, cookies }: { fields: FormData; cookies: Cookies }
) {
	if (phase !== 'open') return refuse(410, { kind: phase });
	const ticket = readTicketCookie(cookies);
	const giving = await giveTicket(app, surveyId, { ticket, pass: fields.get('pass') });
	if (giving !== 'given') return refuse(403, { kind: 'meeting', step: giving });
	return redirect(303, `/s/${surveyId}`);
}

export const actions: Actions = {
	default: async ({ locals, params, request, cookies, getClientAddress }) => {
		const paper = await findPaper(locals.app, params.survey);
		const fields = await readFields(request);
		const meeting = paper.promises.mode === 'meeting';
		if (meeting && fields.has('pass')) return take(locals.app, paper, { fields, cookies });
		const values = readBallotForm(fields, paper.questionnaires);
		const outcome = await submitBallot(locals.app, {
			surveyId: paper.surveyId,
			code: meeting ? readTicketCookie(cookies) : values.code,
			submissionId: values.submissionId,
			answers: { ...values.ratings, ...values.comments }
		});
		if (outcome.kind === 'wrong_code' && outcome.problem === 'unknown') {
			const { wrongCodes, watch } = locals.app.ballots;
			watch.noteWrongCode(paper.surveyId);
			if (await wrongCodes.exceeds(paper.surveyId, getClientAddress())) {
				const problems = [codeProblem('too_many', values.code)];
				return refuse(429, { kind: 'problems', problems, values });
			}
		}
		const signed =
			outcome.kind === 'accepted'
				? await signReceipt(locals.app, paper.surveyId, outcome.receipt)
				: null;
		return answerTo(outcome, values, { paper, signed });
	}
};
