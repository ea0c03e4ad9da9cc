import { expect, it } from 'vitest';
import { fillDemo } from '$lib/server/demo/fill-demo';
import { submitBallot } from '$lib/server/ballots/submit-ballot';
import { newSubmissionId } from '$lib/server/ballots/ballot-paper';
import { listResults } from '$lib/server/results/read-results';
import { figuresOf } from '$lib/server/results/figures';
import type { App } from '$lib/server/app';
import { readUnionHome } from '$lib/server/chair-home/read-union-home';
import { describeEachEngine } from '../support/engines';
import { testClock } from '../support/clock';

describeEachEngine('the demo county', (engine) => {
	it('holds every case a visitor should see and a survey to answer, and survives a second start', async () => {
		const app = await engine.createApp({ clock: testClock('2026-11-22T09:00:00+08:00') });
		const demo = await fillDemo(app, () => undefined);

		const levels = await app.db
			.selectFrom('union')
			.select(['level', (eb) => eb.fn.countAll<number>().as('n')])
			.groupBy('level')
			.execute();
		expect(Object.fromEntries(levels.map(({ level, n }) => [level, n]))).toEqual({
			city: 1,
			county: 1,
			intermediate: 6,
			grassroots: 60
		});

		expect(await rateIn(app, '江海精密机械股份有限公司工会', 2024)).toEqual({ num: 113, den: 119 });
		const exact = await rateIn(app, '恒通电子（云溪）有限公司工会', 2025);
		expect(exact && exact.num / exact.den).toBe(0.95);
		expect(await statusesIn(app, '绿源食品有限公司工会', 2024)).toEqual([]);
		expect(await statusesIn(app, '云溪水务集团有限公司工会', 2024)).toEqual(['void', 'void']);
		expect(await statusesIn(app, '博远汽车零部件有限公司工会', 2025)).toEqual(['void', 'void']);
		expect(await rateIn(app, '邻里社会工作服务中心工会', 2025)).toBeNull();
		const low = await home(app, '顺达物流有限公司工会', 2025);
		expect(low && figuresOf(low).validity.reasons).toContain('turnout_too_low');
		const terms = await app.db.selectFrom('term').select('ended_on').execute();
		expect(terms.some(({ ended_on }) => ended_on !== null)).toBe(true);

		expect(await comparedWithYearBefore(app, '云溪纺织有限公司工会')).toBe(true);

		expect(await superiorIn(app, '云溪县总工会')).toEqual([{ num: 53, den: 58 }]);
		expect(await superiorIn(app, '溪桥镇总工会')).toEqual([{ num: 10, den: 11 }]);
		// Nine chairs are too few to show anything.
		expect(await superiorIn(app, '城北街道幸福社区工会联合会')).toEqual([null]);
		expect(await statesByLevel(app)).toEqual({
			county: ['under_review'],
			intermediate: ['applied', 'decided', 'self_review', 'submitted', 'under_review'],
			grassroots: ['applied', 'decided', 'self_review', 'submitted', 'under_review']
		});

		expect(demo.open?.codes.length).toBeGreaterThan(0);
		const outcome = await submitBallot(app, {
			surveyId: demo.open?.surveyId ?? '',
			code: demo.open?.codes[0],
			submissionId: newSubmissionId(),
			answers: { 'home.overall': 'satisfied', 'chair.overall': 'satisfied' }
		});
		expect(outcome.kind).toBe('accepted');

		// The next start finds the county there.
		const second = await fillDemo(app, () => undefined);
		expect(second.open).toBeNull();
		expect(second.logins.map(({ username }) => username)).toEqual(
			demo.logins.map(({ username }) => username)
		);
		const reused = second.logins.filter((login) =>
			demo.logins.some(({ password }) => password === login.password)
		);
		expect(reused).toEqual([]);
	});
});

/** Whether the chair sees each section beside the year before. */
async function comparedWithYearBefore(app: App, name: string): Promise<boolean> {
	const { id } = await app.db
		.selectFrom('union')
		.select('id')
		.where('name', '=', name)
		.executeTakeFirstOrThrow();
	const { questions } = await readUnionHome(app, id, null);
	const changes = questions?.subjects.flatMap((subject) => subject.changes) ?? [];
	return changes.some(({ before }) => before !== null);
}

/** The states of applications that occur in the rounds of each level. */
async function statesByLevel(app: App) {
	const rows = await app.db
		.selectFrom('application')
		.select(['rubric', 'state'])
		.distinct()
		.orderBy('state')
		.execute();
	return Object.fromEntries(
		[...Map.groupBy(rows, ({ rubric }) => rubric)].map(([rubric, list]) => [
			rubric,
			list.map(({ state }) => state)
		])
	);
}

async function resultsIn(app: App, name: string, year: number) {
	const union = await app.db
		.selectFrom('union')
		.select('id')
		.where('name', '=', name)
		.executeTakeFirstOrThrow();
	return (await listResults(app.db, [union.id])).filter((row) => row.year === year);
}

async function home(app: App, name: string, year: number) {
	return (await resultsIn(app, name, year)).find(({ subject }) => subject === 'home');
}

async function superiorIn(app: App, name: string) {
	const rows = (await resultsIn(app, name, 2026)).filter(({ subject }) => subject === 'superior');
	return rows.map((row) => figuresOf(row).rate);
}

async function rateIn(app: App, name: string, year: number) {
	const row = await home(app, name, year);
	return row ? figuresOf(row).rate : undefined;
}

async function statusesIn(app: App, name: string, year: number) {
	return (await resultsIn(app, name, year)).map(({ status }) => status);
}
