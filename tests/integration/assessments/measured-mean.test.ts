import { expect, it } from 'vitest';
import { compare } from '$lib/domain/fraction';
import type { App } from '$lib/server/app';
import { measureCriteria } from '$lib/server/assessments/measure-criteria';
import { makeDrawn, makePrepared, makeZone } from '../support/draws';
import { describeEachEngine } from '../support/engines';
import { makeUser, rootUnionId } from '../support/factories';
import { makeResult } from '../support/results';

const item = 'trust.1.3';
const year = 2026;

async function measured(app: App, unionId: string) {
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	return (await measureCriteria(app.db, { union, year, rubric: app.rubrics.rubrics.intermediate }))[
		item
	];
}

async function makeScene(app: App, units: number) {
	const zone = await makeZone(app, { enterprise: units });
	const by = await makeUser(app, { role: 'supervisor', unionId: await rootUnionId(app) });
	const all = { unionId: zone.id, plan: { method: 'proportional', total: units } } as const;
	return { zone, by, all };
}

describeEachEngine('the measured criterion of annex 2, item 3', (engine) => {
	it('has nothing to measure until the sample is drawn', async () => {
		const app = await engine.createApp();
		const { zone, by, all } = await makeScene(app, 2);
		for (const unionId of zone.units) await makeResult(app, { unionId, year });
		const missing = { half_points: null, reason: 'not_sampled' };
		expect((await measured(app, zone.id))?.proposal).toEqual(missing);
		await makePrepared(app, all, by);
		expect((await measured(app, zone.id))?.proposal).toEqual(missing);
	});

	it.each<[string, [number, number][], number, string]>([
		[
			'reached by the mean, missed by the pooled rate',
			[
				[20, 0],
				[160, 40]
			],
			6,
			'reached'
		],
		[
			'missed by the mean, reached by the pooled rate',
			[
				[14, 6],
				[190, 10]
			],
			0,
			'below'
		],
		[
			'exactly 85 %',
			[
				[16, 4],
				[18, 2]
			],
			6,
			'reached'
		]
	])('%s', async (_, votes, half_points, reason) => {
		const app = await engine.createApp();
		const { zone, by, all } = await makeScene(app, votes.length);
		for (const [index, [good, bad]] of votes.entries())
			await makeResult(app, { unionId: zone.units[index] ?? '', year, votes: [good, 0, bad] });
		const draw = await makeDrawn(app, all, '031119', by);
		const measurement = await measured(app, zone.id);
		expect(measurement?.proposal).toEqual({ half_points, reason });
		expect(measurement?.sample).toMatchObject({ drawId: draw.id, seq: 1, draws: 1, frame: 2 });
		const { mean, pooled } = measurement?.sample ?? {};
		expect(mean).toEqual(measurement?.figure);
		if (votes[0]?.[1] !== 4) expect(mean && pooled && compare(mean, pooled)).not.toBe(0);
	});

	it('shows every drawn unit without a rate, with its reason and what it does to the mean', async () => {
		const app = await engine.createApp();
		const { zone, by, all } = await makeScene(app, 5);
		const [good, small, low, voided, none] = zone.units as [string, string, string, string, string];
		await makeResult(app, { unionId: good, year, votes: [20, 0, 0] });
		await makeResult(app, { unionId: small, year, votes: [9, 0, 0] });
		await makeResult(app, { unionId: low, year, eligible: 400 });
		await makeResult(app, { unionId: voided, year, row: { status: 'void' } });
		await makeDrawn(app, all, '031119', by);
		const sample = (await measured(app, zone.id))?.sample;
		const units = new Map(sample?.units.map((unit) => [unit.unionId, unit]));
		expect([...units].map(([id, { treatment }]) => [id, treatment]).sort()).toEqual(
			[
				[good, 'counted'],
				[small, 'exclude'],
				[low, 'zero'],
				[voided, 'zero'],
				[none, 'zero']
			].sort()
		);
		expect(units.get(low)?.reasons).toEqual(['turnout_too_low']);
		expect(units.get(small)?.rate).toBeNull();
		// One of four: the small one is left out.
		expect(sample?.mean).toEqual({ num: 1n, den: 4n });
	});

	it('measures by the rule that was in force when the draw was prepared', async () => {
		const app = await engine.createApp();
		const { zone, by, all } = await makeScene(app, 2);
		await makeResult(app, { unionId: zone.units[0] ?? '', year, votes: [20, 0, 0] });
		await makeDrawn(app, all, '031119', by);
		const before = (await measured(app, zone.id))?.figure;
		app.rubrics.rules.sampling.missing.missing = 'exclude';
		expect((await measured(app, zone.id))?.figure).toEqual(before);
		await makeDrawn(app, { ...all, reason: '规则已改' }, '842671', by);
		const after = await measured(app, zone.id);
		expect(after?.figure).toEqual({ num: 1n, den: 1n });
		expect(after?.sample).toMatchObject({ seq: 2, draws: 2 });
	});

	it('takes the home results of the drawn units alone', async () => {
		const app = await engine.createApp();
		const { zone, by } = await makeScene(app, 6);
		const plan = { method: 'proportional', total: 2 } as const;
		const draw = await makeDrawn(app, { unionId: zone.id, plan }, '031119', by);
		for (const unionId of zone.units) {
			const drawn = draw.selected.includes(unionId);
			await makeResult(app, { unionId, year, votes: drawn ? [18, 0, 2] : [0, 0, 20] });
			await makeResult(app, { unionId, year: 2025, votes: [0, 0, 20] });
			await makeResult(app, { unionId, year, subject: 'chair', votes: [0, 0, 20] });
		}
		expect((await measured(app, zone.id))?.figure).toEqual({ num: 9n, den: 10n });
	});
});
