import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { signReconciliation } from '$lib/server/reconciliation/sign-reconciliation';
import { voidLeftovers } from '$lib/server/reconciliation/void-leftovers';
import { figuresOf } from '$lib/server/results/figures';
import { listSurveyResults } from '$lib/server/results/read-results';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { bundleText, problemOf } from '../support/bundles';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey, submit } from '../support/open-survey';
import { ballotsOf, cast } from '../support/votes';

const witnesses: [string, string] = ['陈敏', '王芳'];
const signed = { handedOut: 15, spoiled: 1, witnesses, acknowledged: false };

/** 20 slips, 12 ballots; the last ones are left over. */
async function makeSurvey(app: App) {
	const survey = await makeOpenSurvey(app, { codes: 20, eligible: 16 + 4 });
	await cast(app, survey, ballotsOf(app, { satisfied: 14 }));
	return survey;
}

const reasonsOf = async (app: App, surveyId: string) => {
	const [home] = await listSurveyResults(app.db, surveyId);
	return figuresOf(home!).validity.reasons;
};

describeEachEngine('reconciliation', (engine) => {
	it('voids leftovers, before closing and after, and is signed when it adds up', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeSurvey(app);
		const stranger = codes[0]!.startsWith('1') ? '2000000000000000' : '1000000000000000';
		const batch = [codes[16]!, codes[17]!, stranger];
		expect(await voidLeftovers(app, surveyId, { codes: batch, witnesses }, by)).toEqual({
			...{ recorded: 2, already: 0, unknown: [stranger] }
		});
		expect((await submit(app, surveyId, codes[16])).kind).toBe('voided');
		await closeSurvey(app, surveyId, by);
		const rest = { codes: [codes[17]!, codes[18]!, codes[19]!], witnesses };
		expect(await voidLeftovers(app, surveyId, rest, by)).toMatchObject({ recorded: 2, already: 1 });
		await expect(signReconciliation(app, surveyId, { ...signed, spoiled: 0 }, by)).rejects.toThrow(
			'does_not_add_up'
		);
		await signReconciliation(app, surveyId, signed, by);
		expect(await app.db.selectFrom('reconcile').selectAll().execute()).toMatchObject([
			{ printed: 20, handed_out: 15, leftover_voided: 4, leftover_used: 0, day: '2026-11-22' }
		]);
		expect(await reasonsOf(app, surveyId)).toEqual([]);
		expect(await problemOf(await bundleText(app, surveyId, 'review'))).toBeNull();
		await expect(signReconciliation(app, surveyId, signed, by)).rejects.toThrow(
			'reconciled_already'
		);
		await expect(app.db.updateTable('reconcile').set({ spoiled: 0 }).execute()).rejects.toThrow(
			'signed accounts stay'
		);
	});

	it('flags a leftover that was used, without telling while the box is closed', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeSurvey(app);
		const batch = { codes: [codes[0]!, codes[19]!], witnesses };
		expect(await voidLeftovers(app, surveyId, batch, by)).toMatchObject({ recorded: 2 });
		await closeSurvey(app, surveyId, by);
		expect(await reasonsOf(app, surveyId)).toEqual(['leftover_used']);
	});

	it('flags a leftover found used after counting, too', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeSurvey(app);
		await closeSurvey(app, surveyId, by);
		expect(await reasonsOf(app, surveyId)).toEqual([]);
		await voidLeftovers(app, surveyId, { codes: [codes[3]!], witnesses }, by);
		expect(await reasonsOf(app, surveyId)).toEqual(['leftover_used']);
	});

	it('records honestly what does not add up, and then the result does not count', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeSurvey(app);
		await closeSurvey(app, surveyId, by);
		const account = { ...signed, handedOut: 13, acknowledged: true };
		await signReconciliation(app, surveyId, account, by);
		expect(await reasonsOf(app, surveyId)).toEqual([
			...['more_used_than_handed_out', 'printed_not_accounted']
		]);
	});

	it('wants two different witnesses', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeSurvey(app);
		const alone = { codes: [codes[19]!], witnesses: ['陈敏', '陈敏'] as [string, string] };
		await expect(voidLeftovers(app, surveyId, alone, by)).rejects.toThrow('two_witnesses');
	});
});
