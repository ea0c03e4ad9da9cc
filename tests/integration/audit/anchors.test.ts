import { expect, test } from 'vitest';
import { parseHead } from '$lib/domain/audit-chain';
import type { App } from '$lib/server/app';
import { checkChain } from '$lib/server/audit/check-chain';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { dropTriggers, remake, runCheck } from '../support/audit-chain';
import { bundleText, verifyText } from '../support/bundles';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey } from '../support/open-survey';
import { ballotsOf, cast } from '../support/votes';

async function makeCounted(app: App): Promise<string> {
	const survey = await makeOpenSurvey(app, { codes: 12 });
	await cast(app, survey, ballotsOf(app, { satisfied: 12 }));
	await closeSurvey(app, survey.surveyId, survey.by);
	return survey.surveyId;
}

/** What a published log states of the audit, as somebody reads it who holds the bundle. */
async function statedIn(app: App, surveyId: string): Promise<string[]> {
	const { log } = await verifyText(await bundleText(app, surveyId, 'public'));
	return [log.open?.audit_head ?? '', log.count?.audit_head ?? ''];
}

describeEachEngine('the end of the audit in the logs of surveys', (engine) => {
	test('stands at opening and at counting, on the chain, and is found by who holds the log', async () => {
		const app = await engine.createApp();
		const stated = await statedIn(app, await makeCounted(app));
		expect(new Set(stated).size).toBe(2);
		for (const hash of stated) {
			expect(hash).toMatch(/^[0-9a-f]{64}$/);
			const check = await checkChain(app.db, parseHead(hash));
			expect(check).toMatchObject({ fault: null, noted: true });
		}
		const other = parseHead('ab'.repeat(32));
		expect(await checkChain(app.db, other)).toMatchObject({ fault: null, noted: false });
	});

	test('is a hash and nothing that counts what staff did, in these two entries alone', async () => {
		const app = await engine.createApp();
		const surveyId = await makeCounted(app);
		const entries = await app.db
			.selectFrom('log')
			.select(['type', 'payload'])
			.where('survey_id', '=', surveyId)
			.where('type', '!=', 'ballot')
			.orderBy('seq')
			.execute();
		const stating = entries.filter(({ payload }) => payload.toString().includes('audit'));
		expect(stating.map(({ type }) => type)).toEqual(['open', 'count']);
		for (const { payload } of stating) {
			const said: Record<string, unknown> = JSON.parse(payload.toString());
			expect(Object.keys(said).filter((key) => key.includes('audit'))).toEqual(['audit_head']);
			expect(said['audit_head']).toMatch(/^[0-9a-f]{64}$/);
		}
	});

	test('betrays a chain that was made anew, to the office and to the command', async () => {
		const url = await engine.createUrl();
		const app = await engine.createApp({ config: { databaseUrl: url } });
		const surveyId = await makeCounted(app);
		const stated = await statedIn(app, surveyId);
		expect(runCheck(url, stated)).toMatchObject({ status: 0 });
		await dropTriggers(engine, app.db);
		await remake(app.db);
		const fault = { kind: 'anchor', survey: surveyId };
		expect((await checkChain(app.db)).fault).toMatchObject(fault);
		const said = runCheck(url, []);
		expect(said).toMatchObject({ status: 1 });
		expect(said.text).toContain(surveyId);
	});
});
