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

/** All inputs of both engines together: a hundred thousand. */
const rounds = 500;
const together = 100;

const refusals = [
	...['used', 'voided', 'wrong_code', 'not_open', 'closed', 'void', 'unknown_survey', 'invalid'],
	'busy'
];

describeEachEngine('any input without a code', (engine) => {
	let app: App;
	let open: TestSurvey;
	let other: TestSurvey;
	let draft: TestSurvey;
	beforeAll(async () => {
		app = await engine.createApp();
		open = await makeOpenSurvey(app, { codes: 3 });
		other = await makeOpenSurvey(app, { codes: 3 });
		draft = await makeDraft(app, { codes: 3 });
	});

	test('stores no ballot, and throws nothing', async () => {
		const before = await countBox(app, open.surveyId);
		const input = submissions(open, other, draft);
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
		expect(await countBox(app, open.surveyId)).toEqual(before);
		// The generator reaches each of the ways in which a form is turned down.
		for (const kind of ['wrong_code', 'unknown_survey', 'invalid', 'not_open'])
			expect(seen).toContain(kind);
	}, 600_000);

	test('while a code in the same form is taken', async () => {
		const { kind } = await submitBallot(app, {
			...{ surveyId: open.surveyId, code: open.codes[0], submissionId: newSubmissionId() },
			answers: satisfied
		});
		expect(kind).toBe('accepted');
	});
});

function submissions(open: TestSurvey, other: TestSurvey, draft: TestSurvey) {
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
		fc.constantFrom(...open.codes).map((own) => [own]),
		fc.constantFrom(...open.codes).map((own) => `${own.slice(0, -1)}x`)
	);
	const surveyId = fc.oneof(
		{ weight: 6, arbitrary: fc.constant<unknown>(open.surveyId) },
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
