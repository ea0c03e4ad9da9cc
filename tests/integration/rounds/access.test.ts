import { expect, test } from 'vitest';
import type { Role } from '$lib/domain/words';
import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';
import { makeActor } from '../support/actors';
import { assign, makeApplication, makeRound } from '../support/applications';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';

type Handler = (event: unknown) => unknown;
type Module = Record<string, unknown> & { actions?: Record<string, Handler> };

const unions = '/src/routes/office/unions/[union]';
const modules = import.meta.glob<Module>([
	'/src/routes/office/unions/*/assessments/**/+*.ts',
	'/src/routes/office/unions/*/applications/**/+*.ts',
	'/src/routes/office/unions/*/rounds/**/+*.ts'
]);

/** Every load, action and endpoint below a folder of a union's routes. */
async function listHandlers(folder: string): Promise<[name: string, handler: Handler][]> {
	const found: [string, Handler][] = [];
	for (const [file, load] of Object.entries(modules)) {
		if (!file.startsWith(`${unions}/${folder}/`)) continue;
		const { actions = {}, ...rest } = await load();
		for (const [name, value] of Object.entries({ ...rest, ...actions }))
			if (typeof value === 'function') found.push([`${file} ${name}`, value as Handler]);
	}
	return found;
}

/** The status with which somebody is turned away, or what they get. */
async function visit(app: App, actor: Actor, handler: Handler, params: Record<string, string>) {
	const url = new URL('http://pj.example.org/office');
	const body = new FormData();
	body.set('score.organisation.1.1', '1');
	body.set('reason', '试试');
	const request = new Request(url, { method: 'POST', body });
	try {
		const event = { locals: { app, actor }, params, url, request };
		return await handler({ ...event, setHeaders: () => undefined, parent: async () => ({}) });
	} catch (error) {
		const { status } = error as { status?: unknown };
		if (typeof status === 'number') return status;
		throw error;
	}
}

/** county > zone > mill, yard; the round is the county's, and both are under review. */
async function makeScene(app: App) {
	const county = await rootUnionId(app);
	const zone = await makeUnion(app, { level: 'intermediate', kind: 'township' });
	const [mill, yard] = [
		await makeUnion(app, { parentId: zone }),
		await makeUnion(app, { parentId: zone })
	];
	const round = await makeRound(app);
	const facts = { roundId: round, state: 'under_review' } as const;
	const [ofMill, ofYard] = [
		await makeApplication(app, mill, facts),
		await makeApplication(app, yard, facts)
	];
	return { county, zone, mill, yard, round, ofMill, ofYard };
}

/** Names of parameters that routes below these folders have; the guard comes before any of them is looked at. */
const others = { file: 'f1', criterion: 'trust.1.2', round: 'r1', draw: 'd1', evidence: 'e1' };

async function snapshot(app: App) {
	const tables = ['application', 'application_event', 'score', 'reviewer_assignment'] as const;
	return Promise.all(tables.map((table) => app.db.selectFrom(table).selectAll().execute()));
}

describeEachEngine('who has nothing to do with a sheet', (engine) => {
	test('finds neither it nor its application, by any page, action or endpoint', async () => {
		const app = await engine.createApp();
		const { county, zone, mill, yard, ofYard, round } = await makeScene(app);
		const elsewhere = await makeActor(app, 'reviewer', county);
		await assign(app, ofYard, elsewhere.userId);
		const lastYear = await makeActor(app, 'reviewer', county);
		const past = await makeApplication(app, mill, { year: 2025, state: 'under_review' });
		await assign(app, past, lastYear.userId);
		const strangers: [string, Actor][] = [
			['a chair of another union', await makeActor(app, 'chair', yard)],
			['staff of another union', await makeActor(app, 'staff', yard)],
			['the chair of the union above', await makeActor(app, 'chair', zone)],
			['a reviewer without an assignment', await makeActor(app, 'reviewer', county)],
			['a reviewer assigned to another union', elsewhere],
			['a reviewer assigned in another year', lastYear]
		];
		const handlers = [
			...(await listHandlers('assessments/[year]')),
			...(await listHandlers('applications/[year]'))
		];
		expect(handlers.length).toBeGreaterThan(10);
		const before = await snapshot(app);
		const params = { ...others, union: mill, year: '2026', round };
		for (const [who, actor] of strangers)
			for (const [name, handler] of handlers)
				expect(await visit(app, actor, handler, params), `${who}: ${name}`).toBe(404);
		expect(await snapshot(app)).toEqual(before);
	});

	test('runs no round of another union', async () => {
		const app = await engine.createApp();
		const { county, zone, mill, round, ofMill } = await makeScene(app);
		const reviewer = await makeActor(app, 'reviewer', county);
		await assign(app, ofMill, reviewer.userId);
		const strangers: [string, Actor][] = [
			['a reviewer of the county', reviewer],
			['the supervisor of a union below', await makeActor(app, 'supervisor', zone)],
			['a chair', await makeActor(app, 'chair', mill)],
			['the administrator', await makeActor(app, 'admin', county)]
		];
		const handlers = await listHandlers('rounds');
		expect(handlers.length).toBeGreaterThan(5);
		const before = await snapshot(app);
		for (const [who, actor] of strangers)
			for (const [name, handler] of handlers)
				expect([403, 404], `${who}: ${name}`).toContain(
					await visit(app, actor, handler, { ...others, union: county, round })
				);
		expect(await snapshot(app)).toEqual(before);
	});

	test('does the others’ part no more than a stranger', async () => {
		const app = await engine.createApp();
		const { county, zone, mill, ofMill } = await makeScene(app);
		const reviewer = await makeActor(app, 'reviewer', county);
		await assign(app, ofMill, reviewer.userId);
		const handlers = await listHandlers('applications/[year]');
		const parts: Record<string, readonly string[]> = {
			union: ['apply', 'withdraw', 'begin', 'submit'],
			reviewer: ['start', 'return'],
			supervisor: ['start', 'return', 'extend', 'decide', 'reopen']
		};
		const cast: [part: string, Role, string, Actor | null][] = [
			['union', 'chair', mill, null],
			['union', 'staff', mill, null],
			['reviewer', 'reviewer', county, reviewer],
			['supervisor', 'supervisor', county, null],
			// May look, for the round is the county's.
			['nothing', 'supervisor', zone, null],
			['nothing', 'admin', county, null]
		];
		for (const [part, role, at, given] of cast) {
			const actor = given ?? (await makeActor(app, role, at));
			for (const [name, handler] of handlers) {
				const act = name.split(' ').at(-1) ?? '';
				if (act === 'load' || parts[part]?.includes(act)) continue;
				const params = { ...others, union: mill, year: '2026' };
				expect(await visit(app, actor, handler, params), `${role}: ${act}`).toBe(403);
			}
		}
	});
});
