import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { countVerdicts, listEligibility } from '$lib/server/eligibility/list-eligibility';
import { readEligibility } from '$lib/server/eligibility/read-eligibility';
import { listReinspections } from '$lib/server/honours/list-reinspections';
import { readTargets } from '$lib/server/honours/read-targets';
import { recordHonour } from '$lib/server/honours/record-honour';
import { recordInspection } from '$lib/server/honours/record-inspection';
import { revokeHonour } from '$lib/server/honours/revoke-honour';
import { searchHonours } from '$lib/server/honours/search-honours';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser, rootUnionId } from '../support/factories';
import { makeResult } from '../support/results';

const all = { text: '', title: null, level: null, held: null, below: null } as const;
const title = {
	level: 'province',
	year: 2022,
	document: '苏工发〔2022〕1号',
	personId: null
} as const;
const home = { ...title, title: 'model_home' } as const;

async function makeTown(app: App) {
	const by = await makeUser(app, { role: 'supervisor', unionId: await rootUnionId(app) });
	const town = await makeUnion(app, { level: 'intermediate', kind: 'township' });
	const pathOf = async (id: string) =>
		(await app.db.selectFrom('union').select('path').where('id', '=', id).executeTakeFirstOrThrow())
			.path;
	const scope = { subtrees: [await pathOf(town)], unions: [] };
	return { by, town, scope };
}

describeEachEngine('lists of titles and verdicts', (engine) => {
	test('every union of the list has the verdict of its own page', async () => {
		const app = await engine.createApp({ clock: testClock('2026-06-01T02:00:00Z') });
		const { by, town, scope } = await makeTown(app);
		await makeUnion(app, { name: '别处工会' });
		const years = [2023, 2024, 2025];
		const bad: [number, number, number] = [113, 0, 6];
		for (const [name, votes] of [
			['甲', undefined],
			['乙', bad],
			['丙', undefined]
		] as const) {
			const unionId = await makeUnion(app, { name, parentId: town });
			const { personId } = await makeChair(app, unionId);
			if (name !== '丙') await recordHonour(app.db, app.clock, { ...home, unionId }, by);
			const worker = { ...title, title: 'outstanding_worker', personId, unionId } as const;
			await recordHonour(app.db, app.clock, worker, by);
			for (const year of years) {
				await makeResult(app, { unionId, year, ...(votes ? { votes } : {}) });
				await makeResult(app, { unionId, year, subject: 'chair', personId });
			}
		}
		const filter = { text: '', kind: null, below: null, applicationYear: 2026 };
		for (const holder of ['union', 'chair'] as const) {
			const listed = await listEligibility(app, scope, { ...filter, holder });
			expect(listed.map(({ name }) => name).toSorted()).toEqual(['丙', '乙', '甲']);
			for (const { unionId, assessment, lastYear } of listed) {
				const page = await readEligibility(app, unionId, { applicationYear: 2026, lastYear: null });
				expect({ assessment, lastYear }).toEqual({
					assessment: page[holder],
					lastYear: page.lastYear
				});
			}
		}
		const unions = await listEligibility(app, scope, { ...filter, holder: 'union' });
		expect(countVerdicts(unions)).toEqual({ eligible: 1, ineligible: 1, undetermined: 1 });
		const chairs = await listEligibility(app, scope, { ...filter, holder: 'chair', text: '丙' });
		expect(chairs).toMatchObject([
			{ name: '丙', chair: '王建国', assessment: { verdict: 'eligible' } }
		]);
	});

	test('the register of a subtree holds its unions’ titles and its chairs’, and nobody else’s', async () => {
		const app = await engine.createApp();
		const { by, town, scope } = await makeTown(app);
		const mill = await makeUnion(app, { name: '溪桥机械厂工会', parentId: town });
		const elsewhere = await makeUnion(app);
		const record = (honour: Parameters<typeof recordHonour>[2]) =>
			recordHonour(app.db, app.clock, honour, by);
		// Chaired a union elsewhere first: the title is listed once, where the reader may see it.
		const { personId } = await makeChair(app, elsewhere, { name: '李明' });
		await app.db
			.insertInto('term')
			.values({
				...{ id: `${mill}-term`, union_id: mill, person_id: personId },
				...{ started_on: '2025-01-01' as never, ended_on: null }
			})
			.execute();
		await record({ ...home, unionId: mill });
		const revoked = await record({ ...home, unionId: mill, year: 2018 });
		await record({ ...home, unionId: elsewhere });
		await record({ ...title, title: 'outstanding_worker', personId, unionId: mill });
		const revocation = { unionId: mill, honourId: revoked, year: 2021, reason: '复查不合格' };
		await revokeHonour(app.db, app.clock, revocation, by);

		const find = (filter: object) => searchHonours(app.db, scope, { ...all, ...filter });
		expect(await find({})).toHaveLength(3);
		expect(await find({ text: '李明' })).toMatchObject([{ unionId: mill, personName: '李明' }]);
		expect(await find({ text: '%' })).toEqual([]);
		expect(await find({ held: 'revoked' })).toMatchObject([{ id: revoked, revoked_year: 2021 }]);
		expect(await find({ title: 'model_home', held: 'held' })).toHaveLength(1);
		expect(await find({ level: 'nation' })).toEqual([]);
		expect(await searchHonours(app.db, null, all)).toHaveLength(4);
	});

	test('a title is due for inspection after three years, and again after each one', async () => {
		const app = await engine.createApp({ clock: testClock('2026-06-01T02:00:00Z') });
		const { by, town, scope } = await makeTown(app);
		const unionId = await makeUnion(app, { parentId: town });
		const honourId = await recordHonour(app.db, app.clock, { ...home, unionId, year: 2019 }, by);
		const rules = app.rubrics.rules.reinspection;
		const stateIn = async (year: number) => {
			const listed = await listReinspections(app.db, scope, all, { rules, year });
			return listed.map(({ inspection }) => inspection.state);
		};
		const inspect = (year: number, outcome: 'passed' | 'rectify' | 'failed', note = '') =>
			recordInspection(app.db, app.clock, { unionId, honourId, year, outcome, note }, by);
		expect([await stateIn(2021), await stateIn(2022)]).toEqual([['later'], ['due']]);
		await inspect(2022, 'passed');
		expect([await stateIn(2024), await stateIn(2025)]).toEqual([['later'], ['due']]);
		await expect(inspect(2025, 'rectify')).rejects.toMatchObject({ code: 'reason_needed' });
		await inspect(2025, 'rectify', '职代会没有按时召开');
		expect(await stateIn(2026)).toEqual(['due']);
		await inspect(2026, 'passed');
		// Entered again: the later entry stands.
		await inspect(2026, 'failed', '整改未到位');
		expect(await stateIn(2026)).toEqual(['failed']);
		await expect(inspect(2018, 'passed')).rejects.toMatchObject({ code: 'inspected_before_award' });
		await expect(inspect(2027, 'passed')).rejects.toMatchObject({ code: 'inspected_before_award' });
		const revocation = { unionId, honourId, year: 2026, reason: '复查不合格' };
		await revokeHonour(app.db, app.clock, revocation, by);
		expect(await stateIn(2026)).toEqual([]);
		await expect(inspect(2026, 'passed')).rejects.toMatchObject({ code: 'honour_revoked' });
		const audited = await app.db
			.selectFrom('audit')
			.select('detail')
			.where('action', '=', 'inspect')
			.where('noun_id', '=', honourId)
			.execute();
		expect(audited).toHaveLength(4);
		expect(audited.at(-1)?.detail).toContain('"before":{"outcome":"passed"');
	});

	test('targets are counted for all below and for each intermediate union', async () => {
		const app = await engine.createApp();
		const { by, town, scope } = await makeTown(app);
		const other = await makeUnion(app, { level: 'intermediate', kind: 'township', name: '邻镇' });
		const record = (unionId: string, change: object) =>
			recordHonour(app.db, app.clock, { ...home, unionId, ...change }, by);
		const [a, b] = [
			await makeUnion(app, { parentId: town }),
			await makeUnion(app, { parentId: town })
		];
		const c = await makeUnion(app, { parentId: other });
		await record(a, { title: 'qualified_home', level: 'county' });
		await record(a, { level: 'city' });
		await record(c, {});
		const year = { year: 2026, below: null };
		expect(await readTargets(app, scope, year)).toMatchObject([
			{
				union: null,
				progress: [
					{ base: 2, reached: 1 },
					{ base: 1, reached: 1, met: true }
				]
			},
			{ union: { id: town }, progress: [{ base: 2, reached: 1 }, {}] }
		]);
		const [whole, ...parts] = await readTargets(app, null, year);
		expect(whole).toMatchObject({ progress: [{ base: 3 }, { base: 1, outside: 1 }] });
		expect(parts.map(({ union }) => union?.id).toSorted()).toEqual([town, other].toSorted());
		await app.db
			.updateTable('union')
			.set({ closed_at: '2026-01-01T00:00:00.000Z' as never })
			.where('id', '=', b)
			.execute();
		expect(await readTargets(app, scope, year)).toMatchObject([
			{ progress: [{ base: 1, met: true }, {}] },
			{}
		]);
	});
});
