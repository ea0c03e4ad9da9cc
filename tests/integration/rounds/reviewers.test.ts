import { expect, test } from 'vitest';
import type { Role } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { grantRoles } from '$lib/server/accounts/create-account';
import { newId } from '$lib/server/database/id';
import { toInstant } from '$lib/server/database/values';
import { assignReviewer, unassignReviewer } from '$lib/server/rounds/assign-reviewers';
import { findRound } from '$lib/server/rounds/find-round';
import {
	countApplicants,
	listApplicants,
	listFittingIds
} from '$lib/server/rounds/list-applicants';
import { listReviewers } from '$lib/server/rounds/list-reviewers';
import { listReviews } from '$lib/server/rounds/list-reviews';
import { readSheetAccess } from '$lib/server/rounds/sheet-access';
import { makeActor } from '../support/actors';
import { makeApplication, makeRound } from '../support/applications';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';

/** county > zone > mill, yard; county > shop; all three under review in the county's round. */
async function makeScene(app: App) {
	const county = await rootUnionId(app);
	const zone = await makeUnion(app, { level: 'intermediate', kind: 'township' });
	const [mill, yard, shop] = [
		await makeUnion(app, { parentId: zone, name: '纺织厂工会' }),
		await makeUnion(app, { parentId: zone, name: '造船厂工会' }),
		await makeUnion(app, { name: '百货店工会' })
	];
	const roundId = await makeRound(app);
	const ids = new Map<string, string>();
	for (const unionId of [mill, yard, shop])
		ids.set(unionId, await makeApplication(app, unionId, { roundId, state: 'under_review' }));
	const boss = await makeUser(app, { role: 'supervisor', unionId: county });
	const give = (userId: string, unions: string[]) => {
		const applicationIds = unions.map((unionId) => ids.get(unionId) ?? '');
		return assignReviewer(app.db, app.clock, { roundId, userId, applicationIds }, boss);
	};
	return { county, zone, mill, yard, shop, roundId, ids, boss, give };
}

async function addRole(app: App, userId: string, roles: { role: Role; unionId: string }[]) {
	await grantRoles(app.db, userId, roles);
}

describeEachEngine('reviewers', (engine) => {
	test('are assigned to many unions at once, several to a union, each once', async () => {
		const app = await engine.createApp();
		const { county, mill, yard, shop, give, ids } = await makeScene(app);
		const [one, two] = [
			await makeUser(app, { role: 'reviewer', unionId: county }),
			await makeUser(app, { role: 'reviewer', unionId: county })
		];
		expect(await give(one, [mill, yard, shop])).toEqual({ assigned: 3, refused: [] });
		expect(await give(one, [mill, yard])).toEqual({ assigned: 0, refused: [] });
		expect((await give(two, [mill])).assigned).toBe(1);
		const rows = await app.db.selectFrom('reviewer_assignment').selectAll().execute();
		expect(rows).toHaveLength(4);
		const audits = await app.db
			.selectFrom('audit')
			.select(['noun_id', 'detail'])
			.where('action', '=', 'assign')
			.execute();
		expect(audits).toHaveLength(4);
		expect(audits).toContainEqual({
			...{ noun_id: ids.get(shop), detail: JSON.stringify({ reviewer: one }) }
		});
	});

	test.each(['chair', 'staff', 'supervisor', 'reviewer'] as const)(
		'never to a union in which they are also %s',
		async (role) => {
			const app = await engine.createApp();
			const { county, mill, shop, give } = await makeScene(app);
			const userId = await makeUser(app, { role: 'reviewer', unionId: county });
			await addRole(app, userId, [
				{ role: 'reviewer', unionId: county },
				{ role, unionId: mill }
			]);
			expect(await give(userId, [mill, shop])).toEqual({
				...{ assigned: 1, refused: [{ name: '纺织厂工会', own: true }] }
			});
		}
	);

	test('never outside of the reach of their role, nor without it', async () => {
		const app = await engine.createApp();
		const { zone, county, mill, shop, give } = await makeScene(app);
		const local = await makeUser(app, { role: 'reviewer', unionId: zone });
		expect(await give(local, [mill, shop])).toEqual({
			...{ assigned: 1, refused: [{ name: '百货店工会', own: false }] }
		});
		const clerk = await makeUser(app, { role: 'supervisor', unionId: county });
		await expect(give(clerk, [mill])).rejects.toThrow('not_found');
		const gone = await makeUser(app, { role: 'reviewer', unionId: county });
		await app.db.updateTable('user').set({ disabled: 1 }).where('id', '=', gone).execute();
		await expect(give(gone, [mill])).rejects.toThrow('not_found');
		expect((await listReviewers(app.db, `/${county}/`)).map(({ userId }) => userId)).toEqual([
			local
		]);
	});

	test('are not chosen, nor taken off, by somebody who has a seat in that union', async () => {
		const app = await engine.createApp();
		const { county, mill, yard, boss, give, roundId, ids } = await makeScene(app);
		const one = await makeUser(app, { role: 'reviewer', unionId: county });
		await give(one, [mill]);
		await addRole(app, boss, [{ role: 'chair', unionId: mill }]);
		await expect(give(one, [mill, yard])).rejects.toMatchObject({ code: 'own_reviewers' });
		const taken = { roundId, userId: one, applicationIds: [ids.get(mill) ?? ''] };
		await expect(unassignReviewer(app.db, app.clock, taken, boss)).rejects.toMatchObject({
			code: 'own_reviewers'
		});
		expect((await give(one, [yard])).assigned).toBe(1);
		const rows = await app.db.selectFrom('reviewer_assignment').selectAll().execute();
		expect(rows).toHaveLength(2);
	});

	test('are not shown, by no filter either, to somebody who has a seat in that union', async () => {
		const app = await engine.createApp();
		const { county, mill, yard, roundId, give } = await makeScene(app);
		const userId = await makeUser(app, { role: 'reviewer', unionId: county });
		await give(userId, [mill, yard]);
		const round = await findRound(app.db, county, roundId);
		if (!round) throw new Error('no round');
		const filter = { text: '', state: null, reviewer: null, own: [county, mill], page: 1 };
		const { applicants } = await listApplicants(app.db, round, filter);
		const of = (unionId: string) => applicants.find((one) => one.unionId === unionId)?.reviewers;
		expect([of(mill), of(yard)]).toEqual([[], [expect.objectContaining({ userId })]]);
		const filtered = async (reviewer: string) =>
			(await listApplicants(app.db, round, { ...filter, reviewer })).applicants.map(
				({ unionId }) => unionId
			);
		expect(await filtered(userId)).toEqual([yard]);
		expect(await filtered('nobody')).not.toContain(mill);
		expect(await listFittingIds(app.db, round, { ...filter, reviewer: userId })).toHaveLength(1);
	});

	test('of another round are not reached by this one', async () => {
		const app = await engine.createApp();
		const { county, mill, ids, boss } = await makeScene(app);
		const roundId = await makeRound(app, { year: 2027 });
		const userId = await makeUser(app, { role: 'reviewer', unionId: county });
		const wrong = { roundId, userId, applicationIds: [ids.get(mill) ?? ''] };
		expect(await assignReviewer(app.db, app.clock, wrong, boss)).toEqual({
			...{ assigned: 0, refused: [] }
		});
	});

	test('lose a sheet with the assignment, with the role, and with a seat in that union', async () => {
		const app = await engine.createApp();
		const { county, mill, shop, yard, roundId, ids, boss, give } = await makeScene(app);
		const actor = await makeActor(app, 'reviewer', county);
		await give(actor.userId, [mill, shop, yard]);
		const rights = async (unionId: string, roles = actor.roles) =>
			(
				await readSheetAccess(
					app.db,
					app.clock,
					{ userId: actor.userId, roles },
					{ unionId, year: 2026 }
				)
			).rights;
		expect(await rights(mill)).toEqual(['review', 'read']);
		const taken = { roundId, userId: actor.userId, applicationIds: [ids.get(mill) ?? ''] };
		expect(await unassignReviewer(app.db, app.clock, taken, boss)).toBe(1);
		expect(await unassignReviewer(app.db, app.clock, taken, boss)).toBe(0);
		expect(await rights(mill)).toEqual([]);
		expect(await rights(shop, [])).toEqual([]);
		const seated = await makeActor(app, 'staff', shop);
		const both = [...actor.roles, ...seated.roles];
		expect(await rights(shop, both)).toEqual(['read', 'self']);
		const held = await listReviews(app.db, { userId: actor.userId, roles: both });
		expect(held.map(({ unionId }) => unionId)).toEqual([yard]);
	});

	test('see the year of their assignment and no other', async () => {
		const app = await engine.createApp();
		const { county, mill, give } = await makeScene(app);
		await makeApplication(app, mill, { year: 2025, state: 'under_review' });
		const actor = await makeActor(app, 'reviewer', county);
		await give(actor.userId, [mill]);
		const access = (year: number) =>
			readSheetAccess(app.db, app.clock, actor, { unionId: mill, year });
		expect(await access(2026)).toMatchObject({ writes: 'review', why: null });
		expect(await access(2025)).toMatchObject({ rights: [], writes: null });
	});

	test('are found in the list of the round, with states and pages, however long', async () => {
		const app = await engine.createApp();
		const { county, mill, yard, roundId, give } = await makeScene(app);
		await insertUnions(app, county, 1997);
		const round = await findRound(app.db, county, roundId);
		if (!round) throw new Error('no round');
		const all = { text: '', state: null, reviewer: null };
		expect(await countApplicants(app.db, round)).toMatchObject({ none: 1997, under_review: 3 });
		const last = await listApplicants(app.db, round, { ...all, page: 99 });
		expect([last.total, last.page, last.pages, last.applicants.length]).toEqual([
			...[2000, 40, 40, 50]
		]);
		const none = await listApplicants(app.db, round, { ...all, state: 'none', page: 1 });
		expect(none.total).toBe(1997);
		const userId = await makeUser(app, { role: 'reviewer', unionId: county });
		await give(userId, [mill]);
		const names = async (filter: Partial<typeof all> | { reviewer: string }) =>
			(await listApplicants(app.db, round, { ...all, ...filter, page: 1 })).applicants.map(
				({ name }) => name
			);
		expect(await names({ reviewer: userId })).toEqual(['纺织厂工会']);
		expect((await names({ reviewer: 'nobody' })).sort()).toEqual(['百货店工会', '造船厂工会']);
		expect(await names({ text: '造船' })).toEqual(['造船厂工会']);
		expect(await names({ text: '%' })).toEqual([]);
		expect(await listFittingIds(app.db, round, { ...all, text: '厂工会' })).toHaveLength(2);
		const found = await listApplicants(app.db, round, { ...all, text: '纺织', page: 1 });
		expect(found.applicants[0]).toMatchObject({
			...{ unionId: mill, application: { state: 'under_review' } },
			reviewers: [{ userId }]
		});
		expect(yard).not.toBe(mill);
	});
});

/** Many grassroots unions below a union, in one statement each five hundred. */
async function insertUnions(app: App, parentId: string, count: number): Promise<void> {
	const rows = Array.from({ length: count }, (_, n) => {
		const id = newId(10);
		return {
			...{ id, code: `M-${String(n).padStart(5, '0')}`, name: `第${n}小学工会` },
			...{ level: 'grassroots' as const, kind: 'enterprise', independent: 1 as const },
			...{ industry: '教育', parent_id: parentId, path: `/${parentId}/${id}/` },
			...{ member_count: 50, created_at: toInstant(app.clock.now()), closed_at: null }
		};
	});
	for (let i = 0; i < rows.length; i += 500)
		await app.db
			.insertInto('union')
			.values(rows.slice(i, i + 500))
			.execute();
}
