import { expect, test } from 'vitest';
import { listWaitingResults } from '$lib/server/overview/list-waiting-results';
import { readOverviewQuery } from '$lib/server/overview/overview-query';
import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeUnion } from '../support/factories';
import { makeDraft } from '../support/open-survey';
import { makeResult } from '../support/results';

/** Two counties; in the first a draft of a meeting, a draft that needs no consent, and figures of an earlier year. */
async function makeCounties(app: App) {
	const county = (name: string) =>
		makeUnion(app, { name, level: 'county', kind: 'county_federation', independent: false });
	const [near, far] = [await county('云溪县总工会'), await county('邻县总工会')];
	const township = await makeUnion(app, {
		...{ name: '溪桥镇总工会', level: 'intermediate', kind: 'township', parentId: near }
	});
	const mill = await makeUnion(app, { name: '溪桥机械厂工会', code: 'XQ-1', parentId: township });
	const school = await makeUnion(app, { name: '一中工会', kind: 'institution', parentId: near });
	const away = await makeUnion(app, { name: '邻县机械厂工会', parentId: far });
	for (const unionId of [mill, away])
		await makeDraft(app, { unionId, codes: 0, eligible: 50, mode: 'meeting' });
	await makeDraft(app, { unionId: school, codes: 0, eligible: 50 });
	const history = { source: 'history', status: 'pending' } as const;
	await makeResult(app, { unionId: school, year: 2023, row: history });
	return { near, far, township, school };
}

async function waiting(app: App, actor: Actor, address = ''): Promise<string[]> {
	const query = await readOverviewQuery(app, actor, new URLSearchParams(address));
	const rows = await listWaitingResults(app, actor, query);
	return rows.map(({ union, year, why }) => `${union.name} ${year} ${why}`).toSorted();
}

const draft = '溪桥机械厂工会 2026 用现场码收票';
const figures = '一中工会 2023 历史数据待批准';

describeEachEngine('what waits for a supervisor', (engine) => {
	test('is listed whatever its year, narrowed by kind, name, code and subtree', async () => {
		const app = await engine.createApp();
		const { near, township } = await makeCounties(app);
		const actor = await makeActor(app, 'supervisor', near);
		expect(await waiting(app, actor)).toEqual([figures, draft].toSorted());
		expect(await waiting(app, actor, 'kind=enterprise')).toEqual([draft]);
		expect(await waiting(app, actor, 'kind=institution')).toEqual([figures]);
		expect(await waiting(app, actor, `below=${township}`)).toEqual([draft]);
		expect(await waiting(app, actor, 'q=一中')).toEqual([figures]);
		expect(await waiting(app, actor, 'q=xq-')).toEqual([draft]);
		expect(await waiting(app, actor, 'q=别处')).toEqual([]);
	});

	test('is nothing of another county, nor of a union in which the supervisor holds a role', async () => {
		const app = await engine.createApp();
		const { far, near, school } = await makeCounties(app);
		const other = await makeActor(app, 'supervisor', far);
		expect(await waiting(app, other)).toEqual(['邻县机械厂工会 2026 用现场码收票']);
		const above = await makeActor(app, 'supervisor', near);
		const within = await makeActor(app, 'staff', school);
		const both = { ...above, roles: [...above.roles, ...within.roles] };
		expect(await waiting(app, both)).toEqual([draft]);
	});
});
