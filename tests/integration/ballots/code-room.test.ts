import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { readCodeRoom } from '$lib/server/ballots/code-room';
import { issueCodes, type CodeOrder } from '$lib/server/ballots/issue-codes';
import { voidLeftovers } from '$lib/server/reconciliation/void-leftovers';
import { listBatches, showBatches } from '$lib/server/surveys/list-batches';
import { readTurnout } from '$lib/server/surveys/read-survey';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { listSurveyResults } from '$lib/server/results/read-results';
import { figuresOf } from '$lib/server/results/figures';
import { surveyRow } from '../support/box';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey, submit, type TestSurvey } from '../support/open-survey';

const eligible = 30;

/** An open survey of 30 members in which so many have answered. */
async function answered(app: App, ballots: number): Promise<TestSurvey> {
	const survey = await makeOpenSurvey(app, { codes: eligible, eligible });
	await answerWith(app, survey, survey.codes.slice(0, ballots));
	return survey;
}

async function answerWith(app: App, { surveyId }: TestSurvey, codes: string[]): Promise<void> {
	for (const { kind } of await Promise.all(codes.map((code) => submit(app, surveyId, code))))
		expect(kind).toBe('accepted');
}

/** Orders sizes from the largest down until one is printed; what a patient member of staff can do. */
async function trySizes(
	app: App,
	survey: TestSurvey,
	order: Omit<CodeOrder, 'size'>
): Promise<{ size: number; codes: string[] }> {
	for (let size = eligible; size > 0; size--) {
		const sizes = { ...order, size };
		const codes = await issueCodes(app, survey.surveyId, sizes, survey.by).catch(() => null);
		if (codes) return { size, codes };
	}
	return { size: 0, codes: [] };
}

/** Everything that staff can find out by printing: sizes that are taken and refused, and what pages show afterwards. */
async function attack(app: App, survey: TestSurvey, answerAfter: number): Promise<unknown> {
	const seen: unknown[] = [];
	const look = async () => {
		const row = await surveyRow(app, survey.surveyId);
		const { more, again, reissues } = await readCodeRoom(app.db, row);
		const { returned } = await readTurnout(app.db, row);
		const batches = showBatches(await listBatches(app.db, survey.surveyId), reissues);
		seen.push({
			more,
			again,
			returned,
			batches: batches.map(({ size, voided }) => [size, voided])
		});
	};
	const first = await trySizes(app, survey, { voidUnused: true });
	seen.push(first.size);
	await look();
	// Fewer than were possible, so that there is room to try once more.
	const second = await issueCodes(app, survey.surveyId, { size: 8, voidUnused: true }, survey.by);
	await answerWith(app, survey, second.slice(0, answerAfter));
	seen.push((await trySizes(app, survey, { voidUnused: false })).size);
	await look();
	return seen;
}

describeEachEngine('how many codes may be printed', (engine) => {
	test.each([
		[0, 9],
		[10, 19]
	])('is the same whether %i or %i have answered', async (few, many) => {
		const app = await engine.createApp();
		const seen = [];
		for (const ballots of [few, many])
			seen.push(await attack(app, await answered(app, ballots), 0));
		expect(seen[1]).toEqual(seen[0]);
	});

	test('says nothing new after more ballots, and nothing when every code is used', async () => {
		const app = await engine.createApp();
		const seen = [];
		for (const [codes, ballots] of [
			[15, 15],
			[15, 11]
		] as const) {
			const survey = await makeOpenSurvey(app, { codes, eligible: 15 });
			await answerWith(app, survey, survey.codes.slice(0, ballots));
			const { size } = await trySizes(app, survey, { voidUnused: true });
			const row = await surveyRow(app, survey.surveyId);
			const { reissues, ...room } = await readCodeRoom(app.db, row);
			const batches = showBatches(await listBatches(app.db, survey.surveyId), reissues);
			seen.push({ size, room, voided: batches.map(({ voided }) => voided) });
		}
		expect(seen[0]).toEqual(seen[1]);
		expect(seen[0]).toMatchObject({ size: 5, voided: [null, 'unknown'] });
	});

	test('does not tell whether a slip that is registered as left over was used', async () => {
		const app = await engine.createApp();
		const seen = [];
		for (const slip of [0, 20]) {
			const survey = await answered(app, 12);
			const codes = [survey.codes[slip] ?? ''];
			const leftovers = { codes, witnesses: ['甲', '乙'] as [string, string] };
			await voidLeftovers(app, survey.surveyId, leftovers, survey.by);
			seen.push((await trySizes(app, survey, { voidUnused: false })).size);
		}
		expect(seen).toEqual([1, 1]);
	});

	test('leaves enough for everybody who has not answered, and what is too much keeps the result from counting', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 15, eligible: 15 });
		await answerWith(app, survey, survey.codes.slice(0, 3));
		const order = { size: 15, voidUnused: true };
		const codes = await issueCodes(app, survey.surveyId, order, survey.by);
		// Twelve have not answered; three slips are too many and stay in the drawer.
		await answerWith(app, survey, codes.slice(0, 12));
		await closeSurvey(app, survey.surveyId, survey.by);
		const [before] = await listSurveyResults(app.db, survey.surveyId);
		expect(figuresOf(before!).validity.counts).toBe(false);
		const leftovers = { codes: codes.slice(12), witnesses: ['甲', '乙'] as [string, string] };
		await voidLeftovers(app, survey.surveyId, leftovers, survey.by);
		const [after] = await listSurveyResults(app.db, survey.surveyId);
		expect(figuresOf(after!).validity.counts).toBe(true);
	});
});
