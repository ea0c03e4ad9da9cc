import { expect, test } from 'vitest';
import type { RoundDates } from '$lib/domain/round-dates';
import type { RubricLevel } from '$lib/domain/rubric';
import type { App } from '$lib/server/app';
import { grantRoles } from '$lib/server/accounts/create-account';
import { fromJson } from '$lib/server/database/values';
import { applyForRound } from '$lib/server/rounds/apply-for-round';
import { changeRoundDates, removeRound } from '$lib/server/rounds/edit-round';
import { findRound, findRoundFor, listRounds } from '$lib/server/rounds/find-round';
import { openRound } from '$lib/server/rounds/open-round';
import { makeApplication, testDates } from '../support/applications';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';

/** county > zone > mill; county > shop; and an account that acts. */
async function makeTree(app: App) {
	const county = await rootUnionId(app);
	const zone = await makeUnion(app, { level: 'intermediate', kind: 'township' });
	const mill = await makeUnion(app, { parentId: zone });
	const shop = await makeUnion(app);
	const by = await makeUser(app, { role: 'supervisor', unionId: county });
	const open = (unionId: string, facts: { level?: RubricLevel; dates?: RoundDates } = {}) =>
		openRound(
			app.db,
			app.clock,
			{ ...{ unionId, year: 2026, level: 'grassroots', dates: testDates }, ...facts },
			by
		);
	return { county, zone, mill, shop, by, open };
}

function unionOf(app: App, id: string) {
	return app.db.selectFrom('union').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

function acts(app: App) {
	return app.db
		.selectFrom('audit')
		.select(['action', 'detail'])
		.where('noun', '=', 'round')
		.orderBy('at')
		.execute();
}

describeEachEngine('a round', (engine) => {
	test('is for the unions of its level below the one that opened it', async () => {
		const app = await engine.createApp();
		const { county, zone, mill, shop, open } = await makeTree(app);
		const id = await open(county);
		const found = async (union: string, year = 2026) =>
			(await findRoundFor(app.db, await unionOf(app, union), year))?.id;
		expect([await found(mill), await found(shop)]).toEqual([id, id]);
		expect([await found(zone), await found(county), await found(mill, 2025)]).toEqual([
			undefined,
			undefined,
			undefined
		]);
		expect((await listRounds(app.db, county)).map((round) => round.id)).toEqual([id]);
		expect(await findRound(app.db, zone, id)).toBeNull();
	});

	test('keeps its dates from whoever has a seat in a union that takes part', async () => {
		const app = await engine.createApp();
		const { county, mill, shop, by, open } = await makeTree(app);
		const id = await open(county);
		await grantRoles(app.db, by, [
			{ role: 'supervisor', unionId: county },
			{ role: 'chair', unionId: mill }
		]);
		const change = (who: string) =>
			changeRoundDates(app.db, app.clock, id, { dates: testDates, reason: '停电' }, who);
		await makeApplication(app, shop, { roundId: id });
		await change(by);
		await makeApplication(app, mill, { roundId: id });
		await expect(change(by)).rejects.toMatchObject({ code: 'own_round' });
		await change(await makeUser(app, { role: 'supervisor', unionId: county }));
		expect((await acts(app)).filter(({ action }) => action === 'change_dates')).toHaveLength(2);
	});

	test('is not opened beside another of its year and level, from above or from below', async () => {
		const app = await engine.createApp();
		const { county, zone, open } = await makeTree(app);
		await open(zone);
		await expect(open(zone)).rejects.toThrow('round_overlaps');
		await expect(open(county)).rejects.toThrow('round_overlaps');
		await open(county, { level: 'intermediate' });
		const other = await makeUnion(app, { level: 'intermediate', kind: 'township' });
		await makeUnion(app, { parentId: other });
		await open(other);
		const round = { unionId: county, year: 2027, level: 'grassroots', dates: testDates } as const;
		const by = await makeUser(app, { unionId: county });
		await openRound(app.db, app.clock, round, by);
		await expect(openRound(app.db, app.clock, { ...round, unionId: zone }, by)).rejects.toThrow(
			'round_overlaps'
		);
	});

	test('of two that are opened at the same moment above and below each other one is there', async () => {
		const app = await engine.createApp();
		const { county, zone, open } = await makeTree(app);
		const outcomes = await Promise.allSettled([open(county), open(zone), open(county), open(zone)]);
		const opened = outcomes.filter(({ status }) => status === 'fulfilled');
		expect(opened).toHaveLength(1);
		for (const outcome of outcomes)
			if (outcome.status === 'rejected') expect(String(outcome.reason)).toContain('round_overlaps');
	});

	test('wants unions and days that can be worked by', async () => {
		const app = await engine.createApp();
		const { county, mill, open } = await makeTree(app);
		await expect(open(mill)).rejects.toThrow('round_empty');
		await expect(open(county, { level: 'county' })).rejects.toThrow('round_empty');
		const self = { from: '2026-11-30', to: '2026-11-01' };
		await expect(open(county, { dates: { ...testDates, self } })).rejects.toThrow(
			'bad_round_dates'
		);
		await expect(open('unknown')).rejects.toThrow('not_found');
	});

	test('gets other days with a reason, and the audit has both', async () => {
		const app = await engine.createApp();
		const { county, by, open } = await makeTree(app);
		const id = await open(county);
		const dates = { ...testDates, self: { from: '2026-11-01', to: '2026-12-10' } };
		const change = (reason: string) =>
			changeRoundDates(app.db, app.clock, id, { dates, reason }, by);
		await expect(change('  ')).rejects.toThrow('reason_needed');
		await change('台风停工');
		expect((await findRound(app.db, county, id))?.dates).toEqual(dates);
		const line = (await acts(app)).find(({ action }) => action === 'change_dates');
		expect(line && fromJson(line.detail)).toEqual({
			...{ from: testDates, to: dates, reason: '台风停工' }
		});
	});

	test('is removed while nobody has applied, and no later', async () => {
		const app = await engine.createApp();
		const { county, mill, by, open } = await makeTree(app);
		const first = await open(county);
		await removeRound(app.db, app.clock, first, by);
		expect(await listRounds(app.db, county)).toEqual([]);
		const second = await open(county);
		await applyForRound(app.db, app.clock, await unionOf(app, mill), 2026, by);
		await expect(removeRound(app.db, app.clock, second, by)).rejects.toThrow('round_in_use');
		expect((await acts(app)).map(({ action }) => action).sort()).toEqual([
			...['open', 'open', 'remove']
		]);
	});

	test('that is removed while somebody applies is either removed or applied for', async () => {
		const app = await engine.createApp();
		const { county, mill, by, open } = await makeTree(app);
		const id = await open(county);
		const union = await unionOf(app, mill);
		const [removed, applied] = await Promise.allSettled([
			removeRound(app.db, app.clock, id, by),
			applyForRound(app.db, app.clock, union, 2026, by)
		]);
		expect([removed.status, applied.status].sort()).toEqual(['fulfilled', 'rejected']);
		const why = removed.status === 'rejected' ? removed.reason : (applied as never)['reason'];
		expect(String(why)).toMatch(/round_in_use|no_round|not_found/);
	});
});
