import { expect, test } from 'vitest';
import { readAudit } from '$lib/server/audit/read-audit';
import type { App } from '$lib/server/app';
import { measureCriteria } from '$lib/server/assessments/measure-criteria';
import { buildFrame } from '$lib/server/draws/build-frame';
import { toInstant, type Day } from '$lib/server/database/values';
import { editUnion } from '$lib/server/unions/edit-union';
import { describeEachEngine } from '../support/engines';
import { importFile } from '../support/imports';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import { makeResult } from '../support/results';

const item = 'trust.1.1';

async function coverageOf(app: App, unionId: string, level: 'intermediate' | 'county') {
	const rubric = app.rubrics.rubrics[level];
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	return (await measureCriteria(app.db, { union, year: 2026, rubric }))[item];
}

async function pathOf(app: App, id: string) {
	const row = await app.db
		.selectFrom('union')
		.select('path')
		.where('id', '=', id)
		.executeTakeFirst();
	return row?.path;
}

function makeZone(app: App, parentId?: string): Promise<string> {
	const place = parentId ? { parentId } : {};
	return makeUnion(app, { level: 'intermediate', kind: 'township', independent: false, ...place });
}

describeEachEngine('coverage of 会员评家', (engine) => {
	test('is unknown where no independent union is below', async () => {
		const app = await engine.createApp();
		const zone = await makeZone(app);
		await makeUnion(app, { parentId: zone, independent: false });
		await makeUnion(app);
		const measurement = await coverageOf(app, zone, 'intermediate');
		expect(measurement?.proposal).toEqual({ half_points: null, reason: 'no_units' });
		expect(measurement?.coverage).toEqual({
			units: 0,
			covered: 0,
			uncovered: [],
			later: [],
			changes: []
		});
	});

	test('of one unit is all or nothing', async () => {
		const app = await engine.createApp();
		const zone = await makeZone(app);
		const unionId = await makeUnion(app, { parentId: zone, name: '甲厂工会' });
		const before = await coverageOf(app, zone, 'intermediate');
		expect(before?.proposal).toEqual({ half_points: 0, reason: 'below' });
		expect(before?.coverage?.uncovered).toEqual([{ unionId, name: '甲厂工会', reasons: [] }]);
		await makeResult(app, { unionId, year: 2026 });
		expect((await coverageOf(app, zone, 'intermediate'))?.figure).toEqual({ num: 1, den: 1 });
	});

	test('of ten units reaches 90 % with nine, wherever in the subtree, and not with eight', async () => {
		const app = await engine.createApp();
		const county = await makeUnion(app, { level: 'county', kind: 'county_federation' });
		const zone = await makeZone(app, county);
		const units: string[] = [];
		for (let i = 0; i < 10; i++) {
			units.push(await makeUnion(app, { parentId: i % 2 ? county : zone }));
		}
		for (const unionId of units.slice(0, 8)) await makeResult(app, { unionId, year: 2026 });
		expect((await coverageOf(app, county, 'county'))?.proposal.half_points).toBe(0);
		await makeResult(app, { unionId: units[8] ?? '', year: 2026 });
		const measurement = await coverageOf(app, county, 'county');
		expect(measurement?.figure).toEqual({ num: 9, den: 10 });
		expect(measurement?.proposal).toEqual({ half_points: 8, reason: 'reached' });
		expect((await coverageOf(app, zone, 'intermediate'))?.figure).toEqual({ num: 5, den: 5 });
	});

	test('counts a unit once, and only by a result that counts', async () => {
		const app = await engine.createApp();
		const zone = await makeZone(app);
		const [low, small, repeated] = [
			await makeUnion(app, { parentId: zone }),
			await makeUnion(app, { parentId: zone }),
			await makeUnion(app, { parentId: zone })
		];
		await makeResult(app, { unionId: low, year: 2026, eligible: 400 });
		await makeResult(app, { unionId: small, year: 2026, votes: [9, 0, 0] });
		await makeResult(app, { unionId: repeated, year: 2026, row: { status: 'void' } });
		await makeResult(app, { unionId: repeated, year: 2026 });
		const measurement = await coverageOf(app, zone, 'intermediate');
		expect(measurement?.figure).toEqual({ num: 1, den: 3 });
		const reasons = new Map(
			measurement?.coverage?.uncovered.map((unit) => [unit.unionId, unit.reasons])
		);
		expect(reasons.get(low)).toEqual(['turnout_too_low']);
		expect(reasons.get(small)).toEqual(['suppressed']);
	});

	test('leaves out a union that was closed before the year ended', async () => {
		const app = await engine.createApp();
		const zone = await makeZone(app);
		const [gone, still] = [
			await makeUnion(app, { parentId: zone }),
			await makeUnion(app, { parentId: zone })
		];
		const close = (id: string, at: string) =>
			app.db
				.updateTable('union')
				.set({ closed_at: toInstant(new Date(at)) })
				.where('id', '=', id)
				.execute();
		await close(gone, '2026-12-31T23:59:00+08:00');
		await close(still, '2027-01-01T00:00:00+08:00');
		expect((await coverageOf(app, zone, 'intermediate'))?.coverage?.units).toBe(1);
	});

	test('leaves out a union that was founded after the year had ended, and names it', async () => {
		const app = await engine.createApp();
		const zone = await makeZone(app);
		const found = (foundedOn: string) =>
			makeUnion(app, { parentId: zone, foundedOn: foundedOn as Day });
		const [late, last] = [await found('2027-01-01'), await found('2026-12-31')];
		const old = await makeUnion(app, { parentId: zone });
		const evidence = (await coverageOf(app, zone, 'intermediate'))?.coverage;
		const ids = evidence?.uncovered.map(({ unionId }) => unionId);
		expect(ids?.toSorted()).toEqual([last, old].toSorted());
		expect(evidence?.later).toMatchObject([{ unionId: late, foundedOn: '2027-01-01' }]);
		const union = { code: 'Z', path: (await pathOf(app, zone)) ?? '' };
		const frame = await buildFrame(app.db, { union, year: 2026, purpose: 'member_rates' });
		expect(frame.units.map(({ id }) => id).toSorted()).toEqual([last, old].toSorted());
	});

	test('names who changed what counts in it, and whether the rated union did', async () => {
		const app = await engine.createApp();
		const zone = await makeZone(app);
		const unit = {
			...{ code: 'C-1', name: '纺织厂工会', level: 'grassroots' as const, kind: 'enterprise' },
			...{ industry: '纺织', memberCount: 90, independent: true }
		};
		const id = await makeUnion(app, { ...unit, parentId: zone });
		const own = await makeUser(app, { role: 'supervisor', unionId: zone });
		const above = await makeUser(app, {
			...{ role: 'supervisor' as const, unionId: await rootUnionId(app) }
		});
		await editUnion(app, id, { ...unit, memberCount: 91, foundedOn: null }, own);
		await editUnion(app, id, { ...unit, independent: false }, own);
		await editUnion(app, id, { ...unit, foundedOn: '2027-01-01' as Day }, above);
		const changes = (await coverageOf(app, zone, 'intermediate'))?.coverage?.changes ?? [];
		const said = changes.map(({ name, own: byOwn, what }) => ({ name, byOwn, what }));
		expect(said).toHaveLength(2);
		expect(said).toContainEqual({
			...{ name: '纺织厂工会', byOwn: true },
			what: [{ field: 'independent', from: '是', to: '否' }]
		});
		expect(said).toContainEqual({
			...{ name: '纺织厂工会', byOwn: false },
			what: [
				{ field: 'independent', from: '否', to: '是' },
				{ field: 'foundedOn', from: '', to: '2027-01-01' }
			]
		});
	});

	test('names them no less when they were changed by spreadsheet', async () => {
		const app = await engine.createApp();
		const zone = await makeZone(app);
		const id = await makeUnion(app, { parentId: zone, code: 'C-1', name: '纺织厂工会' });
		const by = await makeUser(app, { role: 'supervisor', unionId: zone });
		const rows = [
			['组织代码', '名称', '独立基层工会', '成立日期'],
			['C-1', '纺织厂工会', '否', '2026-02-01']
		];
		const done = await importFile(app, { unionId: zone, by }, rows);
		expect(done.state).toBe('committed');
		const changes = (await coverageOf(app, zone, 'intermediate'))?.coverage?.changes ?? [];
		expect(changes).toMatchObject([
			{
				...{ unionId: id, own: true },
				what: [
					{ field: 'independent', from: '是', to: '否' },
					{ field: 'foundedOn', from: '', to: '2026-02-01' }
				]
			}
		]);
		const [act] = await readAudit(app.db, 'union', id);
		expect(act?.detail).toMatchObject({ before: { independent: true }, fileName: '工会.csv' });
	});

	test('a sample that was never drawn is not made up', async () => {
		const app = await engine.createApp();
		const zone = await makeZone(app);
		const rubric = app.rubrics.rubrics.intermediate;
		const union = { id: zone, path: `/${zone}/` };
		await makeResult(app, { unionId: zone, subject: 'superior', year: 2026, votes: [17, 0, 3] });
		const measurements = await measureCriteria(app.db, { union, year: 2026, rubric });
		expect(measurements['trust.1.2']?.proposal).toEqual({ half_points: 6, reason: 'reached' });
		expect(measurements['trust.1.3']?.proposal.reason).toBe('not_sampled');
	});
});
