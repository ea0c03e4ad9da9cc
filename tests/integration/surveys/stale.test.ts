import { expect, it } from 'vitest';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { consentToDraft, type SeenDraft } from '$lib/server/surveys/consent';
import { describeEachEngine } from '../support/engines';
import { makeDraft } from '../support/open-survey';

describeEachEngine('what somebody else has changed meanwhile', (engine) => {
	it('keeps two orders of codes written at the same time from voiding each other', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app, { eligible: 60, codes: 20 });
		const order = { size: 20, voidUnused: true, batchesBefore: 1 };
		const outcomes = await Promise.allSettled(
			[1, 2, 3].map(() => issueCodes(app, surveyId, order, by))
		);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const refused = outcomes.find(({ status }) => status === 'rejected');
		expect(refused).toMatchObject({ reason: { code: 'slips_printed_already' } });
	});

	it('lets a consent stand for nothing but the terms that were seen', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app, { eligible: 60 });
		const { rules } = app.rubrics;
		const seen: SeenDraft = {
			...{ minTurnout: { num: 2, den: 3 }, eligible: 60, mode: 'slip' },
			...{ paper: false, custody: 'server' }
		};
		const agree = (draft: SeenDraft) =>
			consentToDraft({ ...app, rules }, surveyId, '流动岗位多', by, draft);
		await expect(agree({ ...seen, minTurnout: { num: 1, den: 100 } })).rejects.toMatchObject({
			code: 'stale'
		});
		for (const change of [{ eligible: 10 }, { mode: 'poster' }, { paper: true }] as const)
			await expect(agree({ ...seen, ...change })).rejects.toMatchObject({ code: 'stale' });
		await expect(agree({ ...seen, custody: 'trustees' })).rejects.toMatchObject({ code: 'stale' });
		const { consent_by } = await app.db
			.selectFrom('survey')
			.select('consent_by')
			.where('id', '=', surveyId)
			.executeTakeFirstOrThrow();
		expect(consent_by).toBeNull();
		await expect(agree(seen)).resolves.toBeUndefined();
	});
});
