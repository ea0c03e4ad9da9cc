import { expect, test } from 'vitest';
import type { Counts } from '$lib/domain/counts';
import { freezeRules } from '$lib/domain/frozen-rules';
import { sectionIds } from '$lib/domain/rubric';
import { sealQuestion } from '$lib/domain/suppression';
import type { App } from '$lib/server/app';
import { worstFirst } from '$lib/server/overview/rank-units';
import { pageHeatMap } from '$lib/server/overview/read-heat-map';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion } from '../support/factories';
import { makeOpenSurvey, submit } from '../support/open-survey';
import { boardOf, visitBoard } from '../support/overview';
import { makeResult } from '../support/results';

const countsOf = (satisfied: number, dissatisfied: number, blank = 0): Counts => ({
	...{ satisfied, basically_satisfied: 0, dissatisfied, unsure: 0, blank, invalid: 0 }
});

/** A result of 40 with the counts of its questions as sealing leaves them. */
async function makeWith(app: App, unionId: string, questions: Record<string, Counts>) {
	const subject = Object.keys(questions)[0]?.startsWith('chair') ? 'chair' : 'home';
	const id = await makeResult(app, { unionId, year: 2026, subject, votes: [36, 0, 4] });
	const { suppression } = freezeRules(app.rubrics.rules);
	for (const [question_id, counts] of Object.entries(questions))
		await app.db
			.insertInto('result_count')
			.values({
				...{ result_id: id, question_id, position: 1 },
				...sealQuestion(counts, countsOf(36, 4), suppression)
			})
			.execute();
}

const place = (section: string) => sectionIds.findIndex((id) => id === section);

describeEachEngine('the heat map', (engine) => {
	test('has the mean of each section, and none where one of its questions is hidden', async () => {
		const app = await engine.createApp();
		const town = await makeUnion(app, { level: 'intermediate', kind: 'township' });
		const [open, veiled, plain] = [
			await makeUnion(app, { parentId: town, code: 'A-1' }),
			await makeUnion(app, { parentId: town, code: 'A-2' }),
			await makeUnion(app, { parentId: town, code: 'A-3' })
		];
		const rights = { 'chair.rights': countsOf(30, 10) };
		await makeWith(app, open, {
			...rights,
			...{ 'chair.democracy': countsOf(20, 20), 'chair.integrity': countsOf(40, 0) }
		});
		// Seven opinions on integrity: beside the mean and the other question they would be known.
		await makeWith(app, veiled, {
			...rights,
			...{ 'chair.democracy': countsOf(20, 20), 'chair.integrity': countsOf(2, 5, 33) }
		});
		await makeResult(app, { unionId: plain, year: 2026, subject: 'chair', votes: [36, 0, 4] });
		const actor = await makeActor(app, 'supervisor', town);
		const { filter } = await boardOf(app, actor, 'subject=chair');
		const { rows } = await pageHeatMap(app, { filter, text: '', order: worstFirst }, 1);
		const cells = rows.map((row) => row.cells);
		expect(cells.map((row) => row[place('rights')])).toEqual([
			{ state: 'shown', rate: { num: 3n, den: 4n }, questions: 1 },
			{ state: 'shown', rate: { num: 3n, den: 4n }, questions: 1 },
			{ state: 'absent' }
		]);
		expect(cells.map((row) => row[place('trust')])).toEqual([
			{ state: 'shown', rate: { num: 3n, den: 4n }, questions: 2 },
			{ state: 'hidden' },
			{ state: 'absent' }
		]);
	});

	test('has no row for a union whose result is hidden, and nothing of a survey under way', async () => {
		const app = await engine.createApp();
		const town = await makeUnion(app, { level: 'intermediate', kind: 'township' });
		const unionId = await makeUnion(app, { parentId: town, name: '小店工会' });
		await makeChair(app, unionId);
		const survey = await makeOpenSurvey(app, { unionId, codes: 12 });
		for (const code of survey.codes.slice(0, 9)) await submit(app, survey.surveyId, code);
		const actor = await makeActor(app, 'supervisor', town);
		const shown = async () =>
			JSON.stringify([
				await visitBoard(app, actor, 'heat-map'),
				await visitBoard(app, actor, 'rates'),
				await visitBoard(app, actor, 'movers')
			]);
		expect(await shown()).not.toContain('小店工会');
		await closeSurvey(app, survey.surveyId, survey.by);
		expect(await shown()).not.toContain('小店工会');
		// What stands of it: that there is one, and why it has no place.
		const rates = (await visitBoard(app, actor, 'rates')) as { distribution: { states: object } };
		expect(rates.distribution.states).toMatchObject({ suppressed: 1, counts: 0, running: 0 });
	});
});
