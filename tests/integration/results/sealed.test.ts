import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { figuresOf } from '$lib/server/results/figures';
import {
	listResultCounts,
	listResultTexts,
	listSurveyResults,
	type ResultRow
} from '$lib/server/results/read-results';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey } from '../support/open-survey';
import { ballotsOf, cast, sameAnswer } from '../support/votes';

/** The home result of a survey in which these ballots were cast. */
async function resultOf(
	app: App,
	ballots: readonly Record<string, string>[],
	eligible = ballots.length
): Promise<ResultRow> {
	const survey = await makeOpenSurvey(app, { codes: Math.max(1, ballots.length), eligible });
	await cast(app, survey, ballots);
	await closeSurvey(app, survey.surveyId, survey.by);
	const [home] = await listSurveyResults(app.db, survey.surveyId);
	return home!;
}

const hidden = {
	...{ disclosure: 'suppressed', favourable: null, satisfied: null, basically_satisfied: null },
	...{ dissatisfied: null, unsure: null, blank: null, invalid: null }
};

describeEachEngine('sealed results of small groups', (engine) => {
	it('keep nothing but participation of 9 opinions, whatever else was returned', async () => {
		const app = await engine.createApp();
		const votes = { satisfied: 5, dissatisfied: 4, unsure: 8 };
		const comment = { ...sameAnswer(app, 'satisfied'), 'home.comment': '食堂太贵' };
		const result = await resultOf(app, [...ballotsOf(app, votes).slice(1), comment]);
		expect(result).toMatchObject({ ...hidden, returned_online: 17 });
		for (const count of await listResultCounts(app.db, result.id))
			expect(count).toMatchObject(hidden);
		expect(await listResultTexts(app.db, result.id)).toEqual([]);
		const figures = figuresOf(result);
		expect(figures).toMatchObject({ rate: null, strict: null, valid: null });
		expect(figures.validity).toMatchObject({ counts: false, standing: 'suppressed' });
	});

	it('show 10 opinions: the overall question in full, the others in two classes, comments', async () => {
		const app = await engine.createApp();
		const votes = { satisfied: 6, basically_satisfied: 2, dissatisfied: 2 };
		const spoken = ballotsOf(app, votes).map((ballot) => ({
			...ballot,
			'home.comment': '食堂好多了'
		}));
		const result = await resultOf(app, spoken);
		expect(result).toMatchObject({
			...{ disclosure: 'full', satisfied: 6, basically_satisfied: 2, dissatisfied: 2 }
		});
		for (const count of await listResultCounts(app.db, result.id))
			expect(count).toMatchObject({
				...{ disclosure: 'collapsed', favourable: 8, satisfied: null, dissatisfied: 2 }
			});
		const comments = await listResultTexts(app.db, result.id);
		expect(comments.map(({ body }) => body)).toEqual(Array(10).fill('食堂好多了'));
	});

	it('keep no comment where the whole is hidden for another reason than its size', async () => {
		const app = await engine.createApp();
		app.rubrics.rules.suppression.unanimity.dissatisfied = 'collapse';
		const angry = { ...sameAnswer(app, 'dissatisfied'), 'home.comment': '从来没有人管' };
		const result = await resultOf(app, Array(12).fill(angry));
		expect(result).toMatchObject({ ...hidden, returned_online: 12 });
		expect(await listResultTexts(app.db, result.id)).toEqual([]);
	});

	it('keep no comment that fewer than 10 people wrote, however many rated', async () => {
		const app = await engine.createApp();
		const ballots = ballotsOf(app, { satisfied: 20 }).map((ballot, index) =>
			index < 9 ? { ...ballot, 'home.comment': `意见 ${index}` } : ballot
		);
		const result = await resultOf(app, ballots);
		expect(result.disclosure).toBe('full');
		expect(await listResultTexts(app.db, result.id)).toEqual([]);
	});

	it('show the full scale of every question from 30 opinions on, and not at 29', async () => {
		const app = await engine.createApp();
		const disclosureOf = async (satisfied: number) => {
			const votes = { satisfied, basically_satisfied: 4, dissatisfied: 4 };
			const { id } = await resultOf(app, ballotsOf(app, votes));
			return (await listResultCounts(app.db, id)).map(({ disclosure }) => disclosure);
		};
		expect(new Set(await disclosureOf(21))).toEqual(new Set(['collapsed']));
		expect(new Set(await disclosureOf(22))).toEqual(new Set(['full']));
	});

	it('merge unanimous 基本满意 as the rules say, and show unanimous 满意', async () => {
		const app = await engine.createApp();
		const merged = await resultOf(app, ballotsOf(app, { basically_satisfied: 12 }));
		expect(merged).toMatchObject({
			...{ disclosure: 'collapsed', favourable: 12, basically_satisfied: null }
		});
		expect(figuresOf(merged)).toMatchObject({ rate: { num: 12, den: 12 }, strict: null });
		const shown = await resultOf(app, ballotsOf(app, { satisfied: 12 }));
		expect(shown).toMatchObject({ disclosure: 'full', satisfied: 12 });
	});
});

describeEachEngine('counted results', (engine) => {
	it('are integers that add up to what was returned', async () => {
		const app = await engine.createApp();
		const partial = { ...sameAnswer(app, 'satisfied') };
		delete partial['home.rights'];
		const votes = { satisfied: 29, basically_satisfied: 3, dissatisfied: 2, unsure: 4 };
		const result = await resultOf(app, [...ballotsOf(app, votes), partial], 50);
		const rows = [result, ...(await listResultCounts(app.db, result.id))];
		for (const row of rows) {
			const { satisfied, basically_satisfied, dissatisfied, unsure, blank, invalid } = row;
			const parts = [satisfied, basically_satisfied, dissatisfied, unsure, blank, invalid];
			expect(parts.every(Number.isSafeInteger)).toBe(true);
			expect(parts.reduce((sum, n) => sum! + n!, 0)).toBe(39);
		}
		expect(
			rows.find((row) => 'question_id' in row && row.question_id === 'home.rights')
		).toMatchObject({ blank: 1, satisfied: 29 });
		const { rate, strict, turnout } = figuresOf(result);
		expect([rate, strict, turnout]).toEqual([
			{ num: 33, den: 35 },
			{ num: 30, den: 35 },
			{ num: 39, den: 50 }
		]);
	});

	it('do not count below the minimum turnout', async () => {
		const app = await engine.createApp();
		const votes = ballotsOf(app, { satisfied: 39 });
		expect(figuresOf(await resultOf(app, votes, 58)).validity).toMatchObject({ counts: true });
		expect(figuresOf(await resultOf(app, votes, 59)).validity).toEqual({
			...{ counts: false, standing: 'excluded', reasons: ['turnout_too_low'] }
		});
	});

	it('do not count below a lower minimum either, though the supervisor consented to that', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 30 });
		await cast(app, survey, ballotsOf(app, { satisfied: 12 }));
		await closeSurvey(app, survey.surveyId, survey.by);
		const [home] = await listSurveyResults(app.db, survey.surveyId);
		const lowered = (num: number, den: number) =>
			figuresOf({ ...home!, min_turnout_num: num, min_turnout_den: den, consent: 1 }).validity;
		expect(lowered(2, 5)).toMatchObject({ counts: true });
		expect(lowered(1, 2)).toMatchObject({ counts: false, reasons: ['turnout_too_low'] });
	});

	it('are void where more came back than was issued', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 12 });
		await cast(app, survey, ballotsOf(app, { satisfied: 12 }));
		await app.db.updateTable('survey').set({ issued: 11 }).execute();
		await closeSurvey(app, survey.surveyId, survey.by);
		const [home] = await listSurveyResults(app.db, survey.surveyId);
		expect(figuresOf(home!).validity).toMatchObject({
			...{ counts: false, standing: 'void' },
			reasons: ['voided', 'more_returned_than_issued', 'suppressed']
		});
		expect(home).toMatchObject({ ...hidden, status: 'void' });
	});
});
