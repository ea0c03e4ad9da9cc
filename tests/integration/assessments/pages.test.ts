import { expect, test } from 'vitest';
import type { Role } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { createUnion } from '$lib/server/unions/create-union';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';
import {
	actions,
	load
} from '../../../src/routes/office/unions/[union]/assessments/[year]/+page.server';

type Visit = { role: Role; at: string; also?: { role: Role; at: string } };

/** A request for a union's score sheet of 2026 from somebody with a role in `at`. */
async function eventOf(app: App, union: string, { role, at, also }: Visit, cells = {}) {
	const actor = await makeActor(app, role, at);
	if (also) actor.roles.push(...(await makeActor(app, also.role, also.at)).roles);
	const body = new FormData();
	for (const [name, value] of Object.entries<string>(cells)) body.set(name, value);
	const request = new Request('http://pj.example.org/', { method: 'POST', body });
	return { locals: { app, actor }, params: { union, year: '2026' }, request } as never;
}

/** county > zone > mill; county > shop */
async function makeTree(app: App) {
	const county = await rootUnionId(app);
	const zone = await makeUnion(app, { level: 'intermediate', kind: 'township' });
	return {
		county,
		zone,
		mill: await makeUnion(app, { parentId: zone }),
		shop: await makeUnion(app)
	};
}

const cells = { 'score.organisation.1.1': '2', 'was-score.organisation.1.1': '' };
const denied = (status: number) => ({ status });

describeEachEngine('the score sheet page', (engine) => {
	test('lets the chair and the staff of a union enter self scores, and nobody else’s', async () => {
		const app = await engine.createApp();
		const { mill, shop, zone } = await makeTree(app);
		for (const role of ['chair', 'staff'] as const) {
			const visit = { role, at: mill };
			expect(await load(await eventOf(app, mill, visit))).toMatchObject({ editing: 'self' });
			for (const other of [shop, zone]) {
				await expect(load(await eventOf(app, other, visit))).rejects.toMatchObject(denied(404));
				for (const action of [actions['self'], actions['review']])
					await expect(action?.(await eventOf(app, other, visit, cells))).rejects.toMatchObject(
						denied(404)
					);
			}
			await expect(
				actions['review']?.(await eventOf(app, mill, visit, cells))
			).rejects.toMatchObject(denied(403));
		}
		const saved = await actions['self']?.(
			await eventOf(app, mill, { role: 'chair', at: mill }, cells)
		);
		expect(saved).toEqual({ saved: ['organisation.1.1'], faults: {} });
	});

	test('lets reviewers score the unions below theirs, never their own', async () => {
		const app = await engine.createApp();
		const { mill, shop, zone } = await makeTree(app);
		const reviewer = { role: 'reviewer', at: zone } as const;
		expect(await load(await eventOf(app, mill, reviewer))).toMatchObject({ editing: 'review' });
		expect(await load(await eventOf(app, zone, reviewer))).toMatchObject({ editing: null });
		await expect(load(await eventOf(app, shop, reviewer))).rejects.toMatchObject(denied(404));
		const review = actions['review'];
		expect(await review?.(await eventOf(app, mill, reviewer, cells))).toMatchObject({
			saved: ['organisation.1.1']
		});
		await expect(review?.(await eventOf(app, zone, reviewer, cells))).rejects.toMatchObject(
			denied(403)
		);
		await expect(
			actions['self']?.(await eventOf(app, mill, reviewer, cells))
		).rejects.toMatchObject(denied(403));
	});

	test('a reviewer of the county who chairs a union does not review it', async () => {
		const app = await engine.createApp();
		const { mill, shop, county } = await makeTree(app);
		const both = { role: 'reviewer', at: county, also: { role: 'chair', at: mill } } as const;
		expect(await load(await eventOf(app, mill, both))).toMatchObject({ editing: 'self' });
		await expect(actions['review']?.(await eventOf(app, mill, both, cells))).rejects.toMatchObject(
			denied(403)
		);
		expect(await load(await eventOf(app, shop, both))).toMatchObject({ editing: 'review' });
	});

	test('a supervisor and the administrator look on', async () => {
		const app = await engine.createApp();
		const { mill, county } = await makeTree(app);
		for (const role of ['supervisor', 'admin'] as const) {
			const visit = { role, at: county };
			expect(await load(await eventOf(app, mill, visit))).toMatchObject({ editing: null });
			for (const action of [actions['self'], actions['review']])
				await expect(action?.(await eventOf(app, mill, visit, cells))).rejects.toMatchObject(
					denied(403)
				);
		}
	});

	test('gives the whole rubric of the level, and none above the county', async () => {
		const app = await engine.createApp();
		const { county, zone, mill } = await makeTree(app);
		const city = await createUnion(app.db, app.clock, {
			...{ code: 'CITY', name: '市总工会', level: 'city', kind: 'city', independent: false },
			...{ industry: '工会', memberCount: 0, parentId: null }
		});
		const admin = { role: 'admin', at: county } as const;
		for (const [union, criteria] of [
			[mill, 48],
			[zone, 46],
			[county, 52]
		] as const) {
			const data = await load(await eventOf(app, union, admin));
			expect(data).toMatchObject({ totals: { self: { criteria, maximum: 200 } } });
		}
		expect(await load(await eventOf(app, city, admin))).toMatchObject({ sheet: null });
	});
});
