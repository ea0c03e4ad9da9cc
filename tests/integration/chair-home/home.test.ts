import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import type { ResultTable } from '$lib/server/database/schema/result';
import { toInstant } from '$lib/server/database/values';
import { readAverages } from '$lib/server/results/read-averages';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { makeActor } from '../support/actors';
import { testClock } from '../support/clock';
import { makeCountedSurvey } from '../support/counted-survey';
import { describeEachEngine } from '../support/engines';
import { makeUnion } from '../support/factories';
import { makeOpenSurvey, submit } from '../support/open-survey';
import { makeResult } from '../support/results';
import { load } from '../../../src/routes/office/+page.server';

type Votes = [number, number, number];

/** A result as members of the union have read it on the wall. */
function makePublished(
	app: App,
	unionId: string,
	votes: Votes,
	row: Partial<ResultTable> = {}
): Promise<string> {
	const published = { published_at: toInstant(app.clock.now()), ...row };
	return makeResult(app, { unionId, year: 2025, votes, row: published });
}

async function averageOf(app: App, unionId: string) {
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	return readAverages(app, union, [2024, 2025]);
}

/** A township with unions below it: the first `published` have a public result of 90 %. */
async function makeTownship(
	app: App,
	{ unions, published }: { unions: number; published: number }
) {
	const town = await makeUnion(app, {
		level: 'intermediate',
		kind: 'township',
		name: '溪桥镇总工会'
	});
	const ids: string[] = [];
	for (let n = 0; n < unions; n++) ids.push(await makeUnion(app, { parentId: town }));
	for (const id of ids.slice(0, published)) await makePublished(app, id, [90, 0, 10]);
	return { town, ids };
}

function visit(app: App, actor: unknown, query = '') {
	const url = new URL(`http://pj.example.org/office${query}`);
	return load({ locals: { app, actor }, url } as never);
}

describeEachEngine('the average of the unions beside one', (engine) => {
	test('is exact, of published results of the level below the union above alone', async () => {
		const app = await engine.createApp();
		const { town, ids } = await makeTownship(app, { unions: 8, published: 6 });
		const [own = '', , , , , sixth = '', hidden = '', small = ''] = ids;
		// Counted, but nobody outside may know it yet.
		await makeResult(app, { unionId: hidden, year: 2025, votes: [10, 0, 90] });
		await makePublished(app, small, [4, 0, 3]);
		await makePublished(app, await makeUnion(app), [50, 0, 50]);
		await makePublished(app, town, [50, 0, 50]);
		await makePublished(app, hidden, [20, 0, 80], { status: 'void' });
		await makePublished(app, hidden, [30, 0, 70], { subject: 'chair', mode: 'poster' });
		const averages = await averageOf(app, own);
		expect(averages).toEqual({
			of: '溪桥镇总工会',
			years: [{ year: 2025, subject: 'home', text: '90.00%', drawn: 90, units: 6, beside: 'equal' }]
		});
		// One of the five others is made void after all: nothing is left to be subtracted from.
		await app.db
			.updateTable('result')
			.set({ status: 'void' })
			.where('union_id', '=', sixth)
			.execute();
		expect((await averageOf(app, own))?.years).toEqual([]);
		// A union without a public result has five others beside it.
		expect((await averageOf(app, hidden))?.years).toMatchObject([{ units: 5, beside: null }]);
	});

	test('stays the same while somebody’s result is counted and not yet published', async () => {
		const app = await engine.createApp();
		const { ids } = await makeTownship(app, { unions: 8, published: 6 });
		const before = await averageOf(app, ids[0] ?? '');
		await makeResult(app, { unionId: ids[6] ?? '', year: 2025, votes: [10, 0, 90] });
		await makePublished(app, ids[7] ?? '', [3, 0, 5]);
		expect(await averageOf(app, ids[0] ?? '')).toEqual(before);
	});

	test('is printed below a threshold that it misses', async () => {
		const app = await engine.createApp();
		const { ids } = await makeTownship(app, { unions: 6, published: 0 });
		for (const id of ids) await makePublished(app, id, [113, 0, 6]);
		expect((await averageOf(app, ids[0] ?? ''))?.years).toMatchObject([{ text: '94.96%' }]);
	});

	test('is nothing for the topmost union', async () => {
		const app = await engine.createApp();
		const root = await app.db
			.selectFrom('union')
			.select('id')
			.where('parent_id', 'is', null)
			.executeTakeFirstOrThrow();
		expect(await averageOf(app, root.id)).toBeNull();
	});
});

describeEachEngine('the home page', (engine) => {
	test('is of one’s own union, whatever union the address asks for', async () => {
		const app = await engine.createApp();
		const { ids } = await makeTownship(app, { unions: 7, published: 7 });
		const [own = '', other = ''] = ids;
		const chair = await makeActor(app, 'chair', own);
		const data = (await visit(app, chair, `?union=${other}`)) as { home: { id: string } };
		expect(data.home.id).toBe(own);
		expect(JSON.stringify(data.home, replaceBigInts)).not.toContain(other);
		expect(data).toMatchObject({
			home: { averages: { years: [{ year: 2025, units: 7 }] }, trend: { years: [{ year: 2025 }] } },
			progress: null
		});
	});

	test('shows questions against last year, and the comments, of a survey held here', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const survey = await makeCountedSurvey(app, clock);
		const chair = await makeActor(app, 'chair', survey.unionId);
		const data = await visit(app, chair);
		expect(data).toMatchObject({
			home: {
				now: { survey: { state: 'counted' }, turnout: null },
				questions: { year: 2026, subjects: [{ subject: 'home' }, { subject: 'chair' }] },
				improvements: []
			}
		});
	});

	test('compares every question with the same one of the year before', async () => {
		const clock = testClock('2025-11-20T09:00:00+08:00');
		const app = await engine.createApp({ clock });
		const unionId = await makeUnion(app);
		/** 30 members answer, so many of them 不满意 about being heard and about help. */
		const hold = async (heard: number, helped: number) => {
			const { surveyId, codes, by } = await makeOpenSurvey(app, {
				...{ unionId, codes: 30, subjects: ['home'] }
			});
			for (const [index, code] of codes.entries()) {
				const answer = (unhappy: number) => (index < unhappy ? 'dissatisfied' : 'satisfied');
				const items = { 'home.trust': answer(heard), 'home.rights': answer(helped) };
				const answers = { 'home.overall': 'satisfied', 'home.work': 'satisfied', ...items };
				await submit(app, surveyId, code, { answers });
			}
			await closeSurvey(app, surveyId, by);
		};
		await hold(12, 3);
		clock.set('2026-11-20T09:00:00+08:00');
		await hold(6, 9);
		const data = await visit(app, await makeActor(app, 'chair', unionId));
		const compared = (data as { home: { questions: object } }).home.questions;
		expect(compared).toMatchObject({
			year: 2026,
			subjects: [
				{
					changes: [
						{ id: 'home.rights', share: { num: 21, den: 30 }, direction: 'down' },
						{ id: 'home.trust', before: { num: 18, den: 30 }, direction: 'up' },
						{ id: 'home.work', direction: 'same' }
					]
				}
			]
		});
	});

	test('has nothing to show before the first survey, and nothing for a supervisor', async () => {
		const app = await engine.createApp();
		const { town, ids } = await makeTownship(app, { unions: 6, published: 0 });
		const chair = await makeActor(app, 'chair', ids[0] ?? '');
		expect(await visit(app, chair)).toMatchObject({
			home: { now: null, questions: null, comments: [], trend: { years: [] } }
		});
		const supervisor = await makeActor(app, 'supervisor', town);
		expect(await visit(app, supervisor)).toMatchObject({ home: null, own: [] });
	});
});

const replaceBigInts = (_: string, value: unknown) =>
	typeof value === 'bigint' ? value.toString() : value;
