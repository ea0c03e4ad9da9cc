import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { measureCriteria } from '$lib/server/assessments/measure-criteria';
import { describeEachEngine } from '../support/engines';
import { makeUnion } from '../support/factories';
import { makeResult, type ResultFacts } from '../support/results';

const item = 'trust.1.2';

/** The measured criterion of annex 1, 职工信赖 2 (6 points), of a union with this result. */
async function measured(app: App, facts: Omit<ResultFacts, 'unionId' | 'year'> | null) {
	const unionId = await makeUnion(app);
	if (facts) await makeResult(app, { unionId, year: 2026, ...facts });
	return measureOf(app, unionId);
}

async function measureOf(app: App, unionId: string) {
	const rubric = app.rubrics.rubrics.grassroots;
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	const measurements = await measureCriteria(app.db, { union, year: 2026, rubric });
	expect(Object.keys(measurements)).toEqual([item]);
	return measurements[item];
}

describeEachEngine('the measured criterion of annex 1', (engine) => {
	test.each<[string, Omit<ResultFacts, 'unionId' | 'year'> | null, number | null, string]>([
		['exactly 85 %', { votes: [60, 25, 15] }, 12, 'reached'],
		['just below 85 %', { votes: [8_000, 499, 1_501] }, 0, 'below'],
		['113/119, which misses 95 % and reaches 85 %', { votes: [100, 13, 6] }, 12, 'reached'],
		['no result', null, null, 'missing'],
		['nine ballots', { votes: [9, 0, 0] }, null, 'suppressed'],
		['a void survey', { row: { status: 'void' } }, null, 'void'],
		['history that waits for approval', { row: { status: 'pending' } }, null, 'pending'],
		['history that was refused', { row: { status: 'refused' } }, null, 'excluded'],
		['a low turnout without consent', { eligible: 151 }, null, 'excluded'],
		['a low turnout with consent', { eligible: 151, row: { consent: 1 } }, 12, 'reached'],
		['an opinion poll by poster', { row: { mode: 'poster' } }, null, 'missing']
	])('%s', async (_name, facts, halfPoints, reason) => {
		const measurement = await measured(await engine.createApp(), facts);
		expect(measurement?.proposal).toEqual({ half_points: halfPoints, reason });
	});

	test('carries the counts, the rule and why it does not count', async () => {
		const app = await engine.createApp();
		const measurement = await measured(app, { votes: [100, 13, 6], eligible: 200 });
		expect(measurement?.figure).toEqual({ num: 113, den: 119 });
		expect(measurement?.record).toMatchObject({
			reasons: ['turnout_too_low'],
			figures: { turnout: { num: 119, den: 200 }, source: 'history' }
		});
		expect(measurement?.record?.figures?.rule.name).toContain('满意＋基本满意');
	});

	test('is that of the repeat where an earlier survey was made void', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		await makeResult(app, { unionId, year: 2026, row: { status: 'void' } });
		await makeResult(app, { unionId, year: 2026, votes: [80, 0, 20] });
		expect((await measureOf(app, unionId))?.proposal).toEqual({ half_points: 0, reason: 'below' });
	});

	test('is neither another year’s, nor another subject’s, nor another union’s', async () => {
		const app = await engine.createApp();
		const [unionId, other] = [await makeUnion(app), await makeUnion(app)];
		await makeResult(app, { unionId, year: 2025 });
		await makeResult(app, { unionId, year: 2026, subject: 'chair' });
		await makeResult(app, { unionId: other, year: 2026 });
		expect((await measureOf(app, unionId))?.proposal.reason).toBe('missing');
	});
});
