import { sql } from 'kysely';
import { createApp } from '$lib/server/app';
import { systemClock, thisYear } from '$lib/server/clock';
import { listCoverage, coverageFilter, readCoverage } from '$lib/server/overview/read-coverage';
import { listUnits } from '$lib/server/overview/list-units';
import { bestFirst, pageRanked } from '$lib/server/overview/rank-units';
import { pageHeatMap } from '$lib/server/overview/read-heat-map';
import { fallsFirst, firstMovers, pageMovers, risesFirst } from '$lib/server/overview/read-movers';
import { readDistribution } from '$lib/server/overview/read-rates';
import type { UnitFilter } from '$lib/server/overview/select-units';
import { settleFigures } from '$lib/server/overview/settle-figures';
import { readUnionHome } from '$lib/server/chair-home/read-union-home';
import { readTargets } from '$lib/server/honours/read-targets';
import { readSupervisorHome } from '$lib/server/overview/read-home';
import { makeActor } from '../integration/support/actors';
import { testConfig } from '../integration/support/config';
import { makeProvince } from './made-up-county';

/** Milliseconds each, the best of five; `bare` is one count over the unions. */
export async function measureBoards(
	folder: string,
	unions: number
): Promise<Record<string, number>> {
	const app = await createApp(testConfig(folder), systemClock);
	try {
		const year = thisYear(app.clock);
		await makeProvince(
			app,
			unions,
			[4, 3, 2, 1, 0].map((ago) => year - ago)
		);
		const settled = await timed(() => settleFigures(app.db));
		const root = await app.db
			.selectFrom('union')
			.select(['id', 'code', 'name', 'path'])
			.where('parent_id', 'is', null)
			.executeTakeFirstOrThrow();
		const filter: UnitFilter = {
			...{ scope: { subtrees: [root.path], unions: [] }, year, subject: 'home' },
			...{ level: 'grassroots', kind: null, below: root.path }
		};
		const supervisor = await makeActor(app, 'supervisor', root.id);
		// In the widest township: its average is made of all who share it.
		const last = await app.db
			.selectFrom('union')
			.select('id')
			.where('code', '=', `G${unions - 1}`)
			.executeTakeFirstOrThrow();
		const ranking = { filter, text: '', order: bestFirst };
		const { db } = app;
		const tree = { filter, base: root, page: 1 };
		const acts: Record<string, () => Promise<unknown>> = {
			bare: () => sql`select count(*) from "union" where path like ${root.path + '%'}`.execute(db),
			settled_already: () => settleFigures(db),
			coverage: () => readCoverage(db, filter),
			coverage_by_county: () => listCoverage(db, { ...tree, fields: { sort: '' } }),
			coverage_by_share: () => listCoverage(db, { ...tree, fields: { sort: 'share' } }),
			missing_units: () => listUnits(db, coverageFilter(filter), { parts: ['missing'] }, 1),
			distribution: () => readDistribution(db, filter),
			ranking_first_page: () => pageRanked(db, ranking, 1),
			ranking_last_page: () => pageRanked(db, ranking, 10_000),
			heat_map_page: () => pageHeatMap(app, ranking, 1),
			movers_page: () => pageMovers(db, { filter, text: '', order: fallsFirst }, 1),
			supervisor_home: () => readSupervisorHome(app, supervisor),
			targets: () => readTargets(app, filter.scope, { year, below: root.path }),
			chair_home_of_1500: () => readUnionHome(app, last.id, null),
			movers_card: () => firstMovers(db, { filter, text: '', order: risesFirst }, 5)
		};
		const measured: Record<string, number> = { settle_all: settled };
		for (const [name, act] of Object.entries(acts)) {
			const times: number[] = [];
			for (let n = 0; n < 5; n++) times.push(await timed(act));
			measured[name] = Math.min(...times);
		}
		return measured;
	} finally {
		await app.dispose();
	}
}

async function timed(act: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await act();
	return performance.now() - started;
}
