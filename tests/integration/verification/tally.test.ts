import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepCheckpoint } from '$lib/server/ballots/keep-checkpoints';
import { signReceipt } from '$lib/server/ballots/sign-receipt';
import { readSecret } from '$lib/server/ballots/survey-secrets';
import { readReceipt } from '$lib/domain/verify/receipt';
import { fromHex } from '$lib/domain/verify/bytes';
import { listSurveyResults } from '$lib/server/results/read-results';
import { signReconciliation } from '$lib/server/reconciliation/sign-reconciliation';
import { voidLeftovers } from '$lib/server/reconciliation/void-leftovers';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { readReceiptNumbers } from '$lib/server/verification/receipt-list';
import { createTallier } from '../../../src/verifier/tallier';
import { bundleText, problemOf, verifyText } from '../support/bundles';
import { testClock } from '../support/clock';
import { makeCountedSurvey } from '../support/counted-survey';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey, submit } from '../support/open-survey';

const options = ['satisfied', 'basically_satisfied', 'dissatisfied', 'unsure'] as const;

describeEachEngine('counting a bundle again', (engine) => {
	test('gives what the server gave, and what was answered', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom(...options), { minLength: 1, maxLength: 40 }),
				async (answers) => {
					const app = await engine.createApp();
					const size = answers.length;
					const { surveyId, codes, by } = await makeOpenSurvey(app, { codes: size });
					for (const [index, answer] of answers.entries()) {
						const given = { 'home.overall': answer, 'chair.overall': 'satisfied' };
						await submit(app, surveyId, codes[index], { answers: given });
					}
					await closeSurvey(app, surveyId, by);
					const key = readSecret(app.config.secretsDir, surveyId, 'box.key');
					const review = await bundleText(app, surveyId, 'review');
					const { tally } = await verifyText(review, createTallier(key));
					for (const option of options)
						expect(tally?.get('home.overall')?.[option]).toBe(
							answers.filter((answer) => answer === option).length
						);
					const [home] = await listSurveyResults(app.db, surveyId);
					if (home?.disclosure === 'full')
						expect(home.satisfied).toBe(tally?.get('home.overall')?.satisfied);
				}
			),
			{ numRuns: engine.name === 'SQLite' ? 8 : 3 }
		);
	});

	test('needs the key of this very box', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId } = await makeCountedSurvey(app, clock);
		const review = await bundleText(app, surveyId, 'review');
		const other = createTallier(Buffer.alloc(32, 9));
		await expect(verifyText(review, other)).rejects.toMatchObject({ problem: 'key' });
	});
});

describeEachEngine('a receipt', (engine) => {
	test('is signed, the same for any answers, and its number is in the list', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeOpenSurvey(app, { codes: 2 });
		const submissionId = '0'.repeat(32);
		const texts: string[] = [];
		for (const overall of ['satisfied', 'dissatisfied']) {
			const answers = { 'home.overall': overall, 'chair.overall': overall };
			const outcome = await submit(app, surveyId, codes[0], { answers, submissionId });
			if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
			texts.push(JSON.stringify(await signReceipt(app, surveyId, outcome.receipt)));
		}
		expect(texts[0]).toBe(texts[1]);
		const receipt = JSON.parse(texts[0] ?? '') as NonNullable<
			Awaited<ReturnType<typeof signReceipt>>
		>;
		expect(Object.keys(receipt).sort()).toEqual([
			...['fingerprint', 'number', 'proof', 'size', 'surveyId']
		]);
		await closeSurvey(app, surveyId, by);
		const { log, open } = await verifyText(await bundleText(app, surveyId, 'public'));
		const claim = readReceipt(receipt, fromHex(open.log_key) ?? new Uint8Array());
		expect(claim?.root).toEqual(log.checkpoints[0]?.root);
		expect(claim?.fingerprint).toBe(log.fingerprint);
		expect(await readReceiptNumbers(app.db, surveyId)).toEqual([receipt.number]);
	});
});

describeEachEngine('a void survey', (engine) => {
	test('has a bundle that holds, with or without a count', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const counted = await makeCountedSurvey(app, clock);
		const open = await makeOpenSurvey(app, { codes: 3 });
		for (const { surveyId, by } of [counted, open]) {
			await voidSurvey(app.db, app.clock, surveyId, '按名单发码', by);
			await keepCheckpoint(app, surveyId);
			for (const kind of ['public', 'review'] as const)
				expect(await problemOf(await bundleText(app, surveyId, kind))).toBeNull();
		}
	});
});

describeEachEngine('leftovers and the account of slips', (engine) => {
	test('are entries of the log, and bundles hold with them before and after the count', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, codes, by } = await makeOpenSurvey(app, { codes: 14 });
		for (const code of codes.slice(0, 11)) await submit(app, surveyId, code);
		const witnesses: [string, string] = ['甲', '乙'];
		await voidLeftovers(app, surveyId, { codes: codes.slice(11, 12), witnesses }, by);
		await closeSurvey(app, surveyId, by);
		await voidLeftovers(app, surveyId, { codes: codes.slice(12), witnesses }, by);
		const account = { handedOut: 11, spoiled: 0, witnesses, acknowledged: false };
		await signReconciliation(app, surveyId, account, by);
		await keepCheckpoint(app, surveyId);
		for (const kind of ['public', 'review'] as const)
			expect(await problemOf(await bundleText(app, surveyId, kind))).toBeNull();
	});
});
