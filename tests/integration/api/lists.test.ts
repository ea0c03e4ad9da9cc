import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { listApiApplications, applicationQuery } from '$lib/server/api/list-applications';
import { eligibilityQuery, listApiEligibility } from '$lib/server/api/list-eligibility';
import { listApiResults, resultQuery } from '$lib/server/api/list-results';
import { listApiUnions, unionPageSchema, unionQuery } from '$lib/server/api/list-unions';
import { readApiAssessment } from '$lib/server/api/read-assessment';
import { applicationPageSchema, assessmentSchema } from '$lib/server/api/schemas/assessment';
import { eligibilityPageSchema } from '$lib/server/api/schemas/eligibility';
import { resultPageSchema } from '$lib/server/api/schemas/result';
import { readEligibility } from '$lib/server/eligibility/read-eligibility';
import { readableScope } from '$lib/domain/permission';
import { makeActor } from '../support/actors';
import { makeApplication } from '../support/applications';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, rootUnionId } from '../support/factories';
import { makeResult } from '../support/results';

/** Two towns with two grassroots unions each. */
async function makeTowns(app: App) {
	const town = (code: string) =>
		makeUnion(app, { level: 'intermediate', kind: 'township', code, name: code });
	const [east, west] = [await town('E'), await town('W')];
	const unit = (code: string, parentId: string) =>
		makeUnion(app, { code, name: `${code}厂工会`, parentId });
	return {
		...{ east, west, e1: await unit('E-1', east), e2: await unit('E-2', east) },
		w1: await unit('W-1', west)
	};
}

/** Reads a list to its end, a page at a time. */
async function readAll<T>(
	read: (cursor: string | undefined) => Promise<{ data: T[]; next: string | null }>
): Promise<T[]> {
	const all: T[] = [];
	let cursor: string | undefined;
	do {
		const page = await read(cursor);
		all.push(...page.data);
		cursor = page.next ?? undefined;
	} while (cursor !== undefined);
	return all;
}

describeEachEngine('the interface for other systems', (engine) => {
	test('lists unions in reach only, whatever is asked for', async () => {
		const app = await engine.createApp();
		const { east, e1, west, w1 } = await makeTowns(app);
		const { roles } = await makeActor(app, 'supervisor', east);
		const list = async (query: object) => {
			const parsed = unionQuery.parse(query);
			const page = await listApiUnions(app.db, readableScope(roles), parsed);
			return unionPageSchema.parse(page).data.map(({ code }) => code);
		};
		expect(await list({})).toEqual(['E', 'E-1', 'E-2']);
		expect(await list({ below: 'E', level: 'grassroots' })).toEqual(['E-1', 'E-2']);
		expect(await list({ union: e1 })).toEqual(['E-1']);
		for (const query of [{ union: w1 }, { below: west }, { below: await rootUnionId(app) }])
			expect(await list(query)).toEqual([]);
	});

	test('pages through results without losing or repeating any', async () => {
		const app = await engine.createApp();
		const { e1, e2, w1 } = await makeTowns(app);
		for (const unionId of [e1, e2, w1])
			for (const year of [2023, 2024, 2025])
				for (const subject of ['home', 'chair'] as const)
					await makeResult(app, { unionId, year, subject });
		await makeResult(app, { unionId: e1, year: 2022, row: { status: 'void' } });
		const { roles } = await makeActor(app, 'supervisor', await rootUnionId(app));
		const read = (query: object) =>
			readAll(async (cursor) => {
				const parsed = resultQuery.parse({ ...query, cursor });
				return resultPageSchema.parse(await listApiResults(app.db, readableScope(roles), parsed));
			});
		for (const limit of [1, 4, 18, 50]) {
			const keys = (await read({ limit })).map(
				({ union, year, subject }) => `${union.code} ${year} ${subject}`
			);
			expect(new Set(keys).size).toBe(18);
			expect(keys).toHaveLength(18);
		}
		expect(await read({ year: '2024', subject: 'home' })).toHaveLength(3);
		expect(await read({ from_year: '2024', below: 'E' })).toHaveLength(8);
		expect(await read({ all: 'true', union: 'E-1', year: '2022' })).toMatchObject([
			{
				...{ status: 'void', standing: 'void', reasons: [{ code: 'voided' }] },
				...{ rate: null, strict_rate: null, counts: { satisfied: null, favourable: null } }
			}
		]);
	});

	test('says of a rate what pages say, and of a suppressed one nothing', async () => {
		const app = await engine.createApp();
		const { e1, e2 } = await makeTowns(app);
		await makeResult(app, { unionId: e1, year: 2025, votes: [100, 13, 6] });
		await makeResult(app, { unionId: e2, year: 2025, votes: [9, 0, 0] });
		const { data } = resultPageSchema.parse(
			await listApiResults(app.db, null, resultQuery.parse({ year: '2025' }))
		);
		expect(data[0]).toMatchObject({
			rate: { num: '113', den: '119', percent: '94.96%' },
			...{ strict_rate: { num: '100' }, rule: { id: 'broad', denominator: 'valid' } },
			...{ standing: 'counts', reasons: [] }
		});
		expect(data[1]).toMatchObject({ rate: null, strict_rate: null, standing: 'suppressed' });
		const { disclosure, ...hidden } = data[1]?.counts ?? {};
		expect(disclosure).toBe('suppressed');
		expect(Object.values(hidden)).toEqual(Object.values(hidden).map(() => null));
	});

	test('gives the verdicts of the pages', async () => {
		const app = await engine.createApp();
		const { e1, west } = await makeTowns(app);
		const { personId } = await makeChair(app, e1);
		for (const year of [2023, 2024, 2025]) {
			await makeResult(app, { unionId: e1, year });
			await makeResult(app, { unionId: e1, year, subject: 'chair', personId });
		}
		const query = (cursor: string | undefined) =>
			eligibilityQuery.parse({ year: '2026', limit: 1, cursor });
		const all = await readAll(async (cursor) =>
			eligibilityPageSchema.parse(await listApiEligibility(app, null, query(cursor)))
		);
		expect(all.map(({ union }) => union.code)).toEqual(['E-1', 'E-2', 'W-1']);
		const page = await readEligibility(app, e1, { applicationYear: 2026, lastYear: null });
		expect(all[0]).toMatchObject({
			home: { verdict: page.union.verdict, consecutive_years: 3 },
			chair: { name: '王建国', verdict: page.chair.verdict },
			last_year: page.lastYear
		});
		const { roles } = await makeActor(app, 'supervisor', west);
		const below = await listApiEligibility(app, readableScope(roles), query(undefined));
		expect(below.data.map(({ union }) => union.code)).toEqual(['W-1']);
	});

	test('shows a reviewer the sheets assigned, and nobody a sheet that is not theirs to read', async () => {
		const app = await engine.createApp();
		const { e1, e2 } = await makeTowns(app);
		const reviewer = await makeActor(app, 'reviewer', await rootUnionId(app));
		const supervisor = await makeActor(app, 'supervisor', await rootUnionId(app));
		const chair = await makeActor(app, 'chair', e2);
		await makeApplication(app, e1, { reviewers: [reviewer.userId] });
		await makeApplication(app, e2);
		const codes = async (actor: typeof reviewer) => {
			const query = applicationQuery.parse({ year: '2026' });
			const page = await listApiApplications(app.db, actor, query);
			return applicationPageSchema.parse(page).data.map(({ union }) => union.code);
		};
		expect(await codes(reviewer)).toEqual(['E-1']);
		expect(await codes(supervisor)).toEqual(['E-1', 'E-2']);
		expect(await codes(chair)).toEqual(['E-2']);
		const read = (actor: typeof reviewer, union: string) =>
			readApiAssessment(app, actor, { union, year: '2026' });
		expect(await read(reviewer, 'E-2')).toBeNull();
		expect(await read(chair, 'E-1')).toBeNull();
		expect(await read(chair, 'nowhere')).toBeNull();
		const sheet = assessmentSchema.parse(await read(reviewer, e1));
		expect(sheet.criteria).toHaveLength(48);
		expect(sheet.review).toMatchObject({ points: 100, maximum: 100, score: 0 });
		expect(sheet.criteria.filter(({ measurement }) => measurement)).toMatchObject([
			{ measurement: { kind: 'rate', proposed: null, reason: { code: 'missing' } } }
		]);
	});
});
