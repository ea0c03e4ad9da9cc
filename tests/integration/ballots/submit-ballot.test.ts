import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { newSubmissionId } from '$lib/server/ballots/ballot-paper';
import { toInstant } from '$lib/server/database/values';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { countBox, openedBox } from '../support/box';
import { describeEachEngine } from '../support/engines';
import { secondServer } from '../support/second-server';
import { makeOpenSurvey, satisfied, submit } from '../support/open-survey';

const dissatisfied = { 'home.overall': 'dissatisfied', 'chair.overall': 'dissatisfied' };

/** Makes the box forget who has answered, which only a destruction that has begun may do. */
async function forget(app: App, surveyId: string): Promise<void> {
	const begun = { survey_id: surveyId, begun_at: toInstant(app.clock.now()) };
	await app.db
		.insertInto('destruction')
		.values({ ...begun, erased_at: null, completed_at: null })
		.execute();
	await app.db.deleteFrom('spent').execute();
}

describeEachEngine('submitBallot', (engine) => {
	test('stores a ballot once and gives its receipt', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		const outcome = await submit(app, surveyId, codes[0]);
		expect(outcome).toEqual({ kind: 'accepted', receipt: expect.stringMatching(/^\w{16}$/) });
		expect(await countBox(app, surveyId)).toEqual({
			...{ ballots: 1, stored: 1, spent: 1, logged: 1 },
			...{ logSize: 2, entries: 2 }
		});
	});

	test('takes a code however it is typed', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		const typed = [...(codes[0] ?? '')].map((digit) => String.fromCharCode(0xff10 + Number(digit)));
		expect((await submit(app, surveyId, ` ${typed.join(' ')}`)).kind).toBe('accepted');
	});

	test('the same submission again: the same receipt, the first answers count', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeOpenSurvey(app);
		const submissionId = newSubmissionId();
		const first = await submit(app, surveyId, codes[0], { submissionId });
		const again = await submit(app, surveyId, codes[0], { submissionId, answers: dissatisfied });
		expect(again).toEqual(first);
		expect(await submit(app, surveyId, codes[0])).toEqual({ kind: 'used' });
		await closeSurvey(app, surveyId, by);
		const { counts } = await openedBox(app, surveyId);
		expect(counts.get('home.overall')).toMatchObject({ satisfied: 1, dissatisfied: 0 });
	});

	test('a receipt does not depend on the answers', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		const submissionId = newSubmissionId();
		const one = await submit(app, surveyId, codes[0], { submissionId, answers: satisfied });
		// As if the first had never come: the other answers are stored, too.
		await forget(app, surveyId);
		const two = await submit(app, surveyId, codes[0], { submissionId, answers: dissatisfied });
		expect(two).toEqual(one);
		expect((await countBox(app, surveyId)).stored).toBe(2);
	});

	test('without a credential there is no ballot', async () => {
		const app = await engine.createApp();
		const [mine, other] = [await makeOpenSurvey(app), await makeOpenSurvey(app)];
		const [code = ''] = mine.codes;
		const wrong: [unknown, string][] = [
			[undefined, 'empty'],
			[null, 'empty'],
			['', 'empty'],
			['　', 'empty'],
			[[code], 'characters'],
			[[], 'characters'],
			[{}, 'characters'],
			[0, 'characters'],
			[Number(code), 'characters'],
			[true, 'characters'],
			['null', 'characters'],
			[`${code}' or 1=1 --`, 'characters'],
			[code.slice(1), 'length'],
			[`${code}${code}`, 'length'],
			['0000000000000001', 'check'],
			['0000000000000000', 'unknown'],
			[other.codes[0], 'unknown']
		];
		for (const [bad, problem] of wrong) {
			expect(await submit(app, mine.surveyId, bad)).toEqual({ kind: 'wrong_code', problem });
		}
		expect(await countBox(app, mine.surveyId)).toMatchObject({ stored: 0, spent: 0, entries: 1 });
		expect(await countBox(app, other.surveyId)).toMatchObject({ stored: 0, spent: 0, entries: 1 });
	});

	test('without a submission id of ours there is no ballot', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		for (const submissionId of [undefined, null, '', 'x', ['a'], 'A'.repeat(32), 'a'.repeat(33)]) {
			const outcome = await submit(app, surveyId, codes[0], { submissionId: submissionId ?? null });
			expect(outcome).toEqual({
				kind: 'invalid',
				problems: [{ questionId: 'submission_id', problem: 'malformed' }]
			});
		}
		expect(await countBox(app, surveyId)).toMatchObject({ stored: 0, spent: 0 });
	});

	test('tells nothing about a code without complete answers', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		await submit(app, surveyId, codes[0]);
		const attempts = [codes[0], codes[1], '0000000000000000', 'x'].map((code) =>
			submit(app, surveyId, code, { answers: { 'home.overall': 'satisfied' } })
		);
		const problems = [{ questionId: 'chair.overall', problem: 'missing' }];
		for (const attempt of attempts) expect(await attempt).toEqual({ kind: 'invalid', problems });
	});

	test('many submissions of one code at once: exactly one ballot', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		const ids = [newSubmissionId(), newSubmissionId(), newSubmissionId()];
		const outcomes = await Promise.all(
			Array.from({ length: 30 }, (_, index) =>
				submit(app, surveyId, codes[0], { submissionId: ids[index % 3] ?? '' })
			)
		);
		// As if one came after the other: one submission wins, and all who sent the same get its receipt.
		const winner = outcomes.findIndex(({ kind }) => kind === 'accepted') % 3;
		expect(winner).not.toBe(-1);
		outcomes.forEach((outcome, index) =>
			expect(outcome).toEqual(index % 3 === winner ? outcomes[winner] : { kind: 'used' })
		);
		expect(await countBox(app, surveyId)).toMatchObject({ ballots: 1, stored: 1, logged: 1 });
	});

	test('many submissions of one code at once through two servers: exactly one ballot', async () => {
		const app = await engine.createApp();
		const second = await secondServer(engine, app);
		const { surveyId, codes } = await makeOpenSurvey(app);
		const outcomes = await Promise.all(
			codes.flatMap((code) => [app, second, app, second].map((one) => submit(one, surveyId, code)))
		);
		const kinds = outcomes.map(({ kind }) => kind);
		expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(codes.length);
		expect(kinds.filter((kind) => kind === 'used')).toHaveLength(3 * codes.length);
		expect(await countBox(app, surveyId)).toEqual({
			...{ ballots: 10, stored: 10, spent: 10, logged: 10 },
			...{ logSize: 11, entries: 11 }
		});
	});

	test('any interleaving of codes, retries and surveys ends as it would one by one', async () => {
		const app = await engine.createApp();
		const surveys = [
			await makeOpenSurvey(app, { codes: 3 }),
			await makeOpenSurvey(app, { codes: 3 })
		];
		const doors = surveys.flatMap(({ surveyId, codes }) =>
			codes.map((code) => ({ surveyId, code, ids: [newSubmissionId(), newSubmissionId()] }))
		);
		const moves = fc.tuple(fc.nat(doors.length - 1), fc.nat(1));
		const [sequence = []] = fc.sample(fc.array(moves, { minLength: 30, maxLength: 40 }), 1);
		const outcomes = await Promise.all(
			sequence.map(([door, id]) => {
				const { surveyId, code, ids } = doors[door] as (typeof doors)[number];
				return submit(app, surveyId, code, { submissionId: ids[id] ?? '' });
			})
		);
		const winners = new Map<number, number>();
		sequence.forEach(([door, id], index) => {
			if (outcomes[index]?.kind === 'accepted') winners.set(door, id);
		});
		const expected = sequence.map(([door, id]) => (winners.get(door) === id ? 'accepted' : 'used'));
		expect(outcomes.map(({ kind }) => kind)).toEqual(expected);
		expect(new Set(winners.keys())).toEqual(new Set(sequence.map(([door]) => door)));
		const totals = await Promise.all(surveys.map(({ surveyId }) => countBox(app, surveyId)));
		expect(totals.reduce((sum, { stored }) => sum + stored, 0)).toBe(winners.size);
	});

	test('a code of one survey opens no other, also within one batch', async () => {
		const app = await engine.createApp();
		const [one, two] = [await makeOpenSurvey(app), await makeOpenSurvey(app)];
		const outcomes = await Promise.all([
			submit(app, one.surveyId, one.codes[0]),
			submit(app, two.surveyId, one.codes[0]),
			submit(app, one.surveyId, two.codes[0]),
			submit(app, two.surveyId, two.codes[0])
		]);
		expect(outcomes.map(({ kind }) => kind)).toEqual([
			...['accepted', 'wrong_code', 'wrong_code', 'accepted']
		]);
	});
});
