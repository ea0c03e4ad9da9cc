import { expect, test } from 'vitest';
import { applicationStates } from '$lib/domain/application-life';
import type { Role } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { createUnion } from '$lib/server/unions/create-union';
import { makeActor } from '../support/actors';
import { assign, makeApplication, makeRound } from '../support/applications';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';
import {
	actions,
	load
} from '../../../src/routes/office/unions/[union]/assessments/[year]/+page.server';

type Visit = { role: Role; at: string; also?: { role: Role; at: string }; assigned?: string };

/** A request for a union's score sheet of 2026 from somebody with a role in `at`. */
async function eventOf(app: App, union: string, visit: Visit, cells = {}) {
	const { role, at, also, assigned } = visit;
	const actor = await makeActor(app, role, at);
	if (assigned) await assign(app, assigned, actor.userId);
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
		await makeApplication(app, mill);
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
		expect(saved).toMatchObject({ saved: ['self:score:organisation.1.1'], faults: {} });
	});

	test('lets reviewers score the unions they are assigned, and see no other', async () => {
		const app = await engine.createApp();
		const { mill, shop, zone } = await makeTree(app);
		const neighbour = await makeUnion(app, { parentId: zone });
		const assigned = await makeApplication(app, mill, { state: 'under_review' });
		await makeApplication(app, neighbour, { state: 'under_review' });
		const reviewer = { role: 'reviewer', at: zone, assigned } as const;
		expect(await load(await eventOf(app, mill, reviewer))).toMatchObject({
			...{ editing: 'review', years: [2026] }
		});
		const [self, review] = [actions['self'], actions['review']];
		for (const other of [neighbour, zone, shop]) {
			await expect(load(await eventOf(app, other, reviewer))).rejects.toMatchObject(denied(404));
			for (const action of [self, review])
				await expect(action?.(await eventOf(app, other, reviewer, cells))).rejects.toMatchObject(
					denied(404)
				);
		}
		expect(await review?.(await eventOf(app, mill, reviewer, cells))).toMatchObject({
			saved: ['review:score:organisation.1.1']
		});
		await expect(self?.(await eventOf(app, mill, reviewer, cells))).rejects.toMatchObject(
			denied(403)
		);
		const idle = { role: 'reviewer', at: zone } as const;
		await expect(load(await eventOf(app, mill, idle))).rejects.toMatchObject(denied(404));
	});

	test('a reviewer of the county who chairs a union does not review it, assigned or not', async () => {
		const app = await engine.createApp();
		const { mill, shop, county } = await makeTree(app);
		const also = { role: 'chair', at: mill } as const;
		const own = await makeApplication(app, mill, { state: 'under_review' });
		const both = { role: 'reviewer', at: county, also, assigned: own } as const;
		expect(await load(await eventOf(app, mill, both))).toMatchObject({
			...{ editing: null, why: 'under_review' }
		});
		await expect(actions['review']?.(await eventOf(app, mill, both, cells))).rejects.toMatchObject(
			denied(403)
		);
		const other = await makeApplication(app, shop, { state: 'under_review' });
		const there = { ...both, assigned: other };
		expect(await load(await eventOf(app, shop, there))).toMatchObject({ editing: 'review' });
	});

	test.each(applicationStates)(
		'in the state %s takes only the scores of that state',
		async (state) => {
			const app = await engine.createApp();
			const { mill, zone } = await makeTree(app);
			const assigned = await makeApplication(app, mill, { state });
			const chair = { role: 'chair', at: mill } as const;
			const reviewer = { role: 'reviewer', at: zone, assigned } as const;
			const answers = {
				self: await actions['self']?.(await eventOf(app, mill, chair, cells)),
				review: await actions['review']?.(await eventOf(app, mill, reviewer, cells))
			};
			const written = { self: state === 'self_review', review: state === 'under_review' };
			for (const kind of ['self', 'review'] as const)
				expect(answers[kind]).toMatchObject(
					written[kind] ? { saved: [`${kind}:score:organisation.1.1`] } : { status: 409 }
				);
		}
	);

	test('without a round or an application nothing is written, and the page says why', async () => {
		const app = await engine.createApp();
		const { mill } = await makeTree(app);
		const chair = { role: 'chair', at: mill } as const;
		expect(await load(await eventOf(app, mill, chair))).toMatchObject({ why: 'no_round' });
		await makeRound(app);
		expect(await load(await eventOf(app, mill, chair))).toMatchObject({
			...{ why: 'not_applied', editing: null }
		});
		expect(await actions['self']?.(await eventOf(app, mill, chair, cells))).toMatchObject({
			status: 409
		});
		expect(await app.db.selectFrom('score').selectAll().execute()).toEqual([]);
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
