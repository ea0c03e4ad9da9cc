import { expect, test } from 'vitest';
import { canonicalJson } from '$lib/domain/canonical-json';
import { hashText } from '$lib/domain/verify/results-check';
import type { App } from '$lib/server/app';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { readResultLines } from '$lib/server/verification/result-lines';
import { bundleText, verifyText } from '../support/bundles';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey } from '../support/open-survey';
import { ballotsOf, cast } from '../support/votes';

/** Counted and not published: everybody content, nobody wrote anything. */
async function makeUnpublished(app: App): Promise<string> {
	const survey = await makeOpenSurvey(app, { codes: 12 });
	await cast(app, survey, ballotsOf(app, { satisfied: 12 }));
	await closeSurvey(app, survey.surveyId, survey.by);
	return survey.surveyId;
}

/** What the public bundle tells of results that are not in it. */
async function committedIn(app: App, surveyId: string): Promise<string[]> {
	const bundle = await bundleText(app, surveyId, 'public');
	const { log, results } = await verifyText(bundle);
	expect(results).toEqual([]);
	return (log.count?.results ?? []).map(({ hash }) => hash);
}

describeEachEngine('the hash of a result that is not published', (engine) => {
	test('confirms no guess, not even one that is right in every figure', async () => {
		const app = await engine.createApp();
		const surveyId = await makeUnpublished(app);
		const committed = await committedIn(app, surveyId);
		const lines = await readResultLines(app.db, surveyId);
		expect(lines.map(({ text }) => hashText(text)).toSorted()).toEqual(committed.toSorted());
		for (const { text } of lines) {
			const { salt, ...guessed } = JSON.parse(text) as { salt?: string };
			expect(committed).not.toContain(hashText(canonicalJson(guessed)));
			expect(salt).toMatch(/^[0-9a-f]{32}$/);
		}
		expect(new Set(lines.map(({ text }) => JSON.parse(text).salt)).size).toBe(lines.length);
	});

	test('keeps its salt: without it the log would no longer hold', async () => {
		const app = await engine.createApp();
		await makeUnpublished(app);
		const change = app.db.updateTable('result').set({ salt: null }).execute();
		await expect(change).rejects.toThrow('salts stay');
	});
});
