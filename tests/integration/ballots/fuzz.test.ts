import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { codeLength, makeCode } from '$lib/domain/ballot-code';
import type { App } from '$lib/server/app';
import { newSubmissionId } from '$lib/server/ballots/ballot-paper';
import { submitBallot, type SubmitOutcome } from '$lib/server/ballots/submit-ballot';
import { countBox } from '../support/box';
import { describeEachEngine } from '../support/engines';
import { makeDraft, makeOpenSurvey, satisfied, type TestSurvey } from '../support/open-survey';
import { ticketFor } from '../support/ticket';

/** All inputs of both engines together: a hundred thousand. */
const rounds = 500;
const together = 100;

const refusals = [
	...['used', 'voided', 'wrong_code', 'not_open', 'closed', 'void', 'unknown_survey', 'invalid'],
	'busy'
];

describeEachEngine('any input without a code or a ticket', (engine) => {
	let app: App;
	let open: TestSurvey;
	let poster: TestSurvey;
	let other: TestSurvey;
	let foreign: string;
	let draft: TestSurvey;
	beforeAll(async () => {
		app = await engine.createApp();
		open = await makeOpenSurvey(app, { codes: 3 });
		poster = await makeOpenSurvey(app, { mode: 'poster', codes: 0 });
		other = await makeOpenSurvey(app, { codes: 3 });
		const elsewhere = await makeOpenSurvey(app, { mode: 'poster', codes: 0 });
		foreign = await ticketFor(app, elsewhere.surveyId);
		draft = await makeDraft(app, { codes: 3 });
	});

	test('stores no ballot, and throws nothing', async () => {
		const boxes = () => Promise.all([open, poster].map((one) => countBox(app, one.surveyId)));
		const before = await boxes();
		const own = await ticketFor(app, poster.surveyId);
		const input = submissions({ open, poster, other, draft }, [own, foreign]);
		const seen = new Set<string>();
		await fc.assert(
			fc.asyncProperty(
				fc.array(input, { minLength: together, maxLength: together, size: 'max' }),
				async (batch) => {
					const outcomes = await Promise.all(batch.map((one) => submitBallot(app, one)));
					for (const { kind } of outcomes satisfies SubmitOutcome[]) seen.add(kind);
					expect(outcomes.filter(({ kind }) => !refusals.includes(kind))).toEqual([]);
				}
			),
			{ numRuns: rounds, endOnFailure: true }
		);
		expect(await boxes()).toEqual(before);
		// The generator reaches each of the ways in which a form is turned down.
		for (const kind of ['wrong_code', 'unknown_survey', 'invalid', 'not_open'])
			expect(seen).toContain(kind);
	}, 600_000);

	test('while a code or a ticket in the same form is taken', async () => {
		const ticket = await ticketFor(app, poster.surveyId);
		for (const [{ surveyId }, code] of [
			[open, open.codes[0]] as const,
			[poster, ticket] as const
		]) {
			const form = { surveyId, code, submissionId: newSubmissionId(), answers: satisfied };
			expect((await submitBallot(app, form)).kind).toBe('accepted');
		}
	});
});

type Surveys = Record<'open' | 'poster' | 'other' | 'draft', TestSurvey>;

/** `own`: a good ticket, used here only when it is bent; `foreign`: one of another survey. */
function submissions({ open, poster, other, draft }: Surveys, [own, foreign]: [string, string]) {
	const anything = fc.anything({ maxDepth: 2, withBigInt: true, withNullPrototype: true });
	const wild = fc.oneof(anything, fc.string({ unit: 'binary' }), fc.constant('\0'));
	const digits = fc
		.array(fc.nat(9), { minLength: codeLength, maxLength: codeLength })
		.map((list) => list.join(''));
	// Random digits of the right form; one of three codes in 10^15 is not met by chance.
	const wellFormed = fc
		.constant(0)
		.map(() => makeCode((bound) => randomBytes(6).readUIntBE(0, 6) % bound));
	const code = fc.oneof(
		wild,
		digits,
		wellFormed,
		fc.constantFrom(...other.codes, ...draft.codes),
		fc.constantFrom(...open.codes, own).map((good) => [good]),
		fc.constantFrom(...open.codes, own).map((good) => `${good.slice(0, -1)}x`),
		fc.constant(foreign),
		fc.constant(own.toUpperCase().replace(/^[0-9]*/, '')),
		fc.nat(own.length - 1).map((at) => {
			const other = (parseInt(own.charAt(at), 16) ^ 1).toString(16);
			return own.slice(0, at) + other + own.slice(at + 1);
		}),
		fc.stringMatching(/^[0-9a-f]{64}$/)
	);
	const surveyId = fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom<unknown>(open.surveyId, poster.surveyId) },
		fc.constant<unknown>(draft.surveyId),
		fc.string(),
		wild
	);
	const question = fc.constantFrom('home.overall', 'chair.overall', 'home.comment', 'home.rights');
	const answers = fc.oneof(
		{ weight: 4, arbitrary: fc.constant<unknown>(satisfied) },
		fc.dictionary(question, wild),
		wild
	);
	const submissionId = fc.oneof(
		{ weight: 4, arbitrary: fc.constant(0).map((): unknown => newSubmissionId()) },
		wild
	);
	return fc
		.record({ surveyId, code, submissionId, answers })
		.map((one) => ({ ...one, surveyId: one.surveyId as string }));
}
