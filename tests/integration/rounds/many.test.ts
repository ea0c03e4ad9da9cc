import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { findApplicationById } from '$lib/server/rounds/find-application';
import { actOnMany, MOST } from '$lib/server/rounds/many-applications';
import { makeActor } from '../support/actors';
import { assign, makeApplication, makeRound } from '../support/applications';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import { beginSheet, fillIn, handIn, score, type Scoring } from '../support/filled-sheet';

const whole: Scoring = ({ points, measure }) => (measure ? {} : score(points));

async function stateOf(app: App, id: string) {
	return (await findApplicationById(app.db, id))?.state;
}

describeEachEngine('many applications at once', (engine) => {
	test('are started, and those without a reviewer are named and stay as they were', async () => {
		const app = await engine.createApp();
		const root = await rootUnionId(app);
		const roundId = await makeRound(app);
		const reviewer = await makeUser(app, { role: 'reviewer', unionId: root });
		const ids: string[] = [];
		for (const [n, name] of ['甲厂工会', '乙厂工会', '丙厂工会'].entries()) {
			const id = await makeApplication(app, await makeUnion(app, { name, code: `M-${n}` }), {
				...{ roundId, state: 'submitted' }
			});
			if (n !== 1) await assign(app, id, reviewer);
			ids.push(id);
		}
		const actor = await makeActor(app, 'supervisor', root);
		const given = { roundId, act: 'start_review' as const, applicationIds: ids };
		const outcome = await actOnMany(app, actor, given);
		expect(outcome.done).toBe(2);
		expect(outcome.failed.map(({ name, code }) => [name, code])).toEqual([
			['乙厂工会', 'no_reviewer']
		]);
		const states = await Promise.all(ids.map((id) => stateOf(app, id)));
		expect(states).toEqual(['under_review', 'submitted', 'under_review']);
		const events = await app.db.selectFrom('application_event').selectAll().execute();
		expect(events).toHaveLength(2);
		const again = await actOnMany(app, actor, given);
		expect(again).toMatchObject({ done: 0 });
		expect(again.failed).toHaveLength(3);
	});

	test('are decided, each whole or not at all', async () => {
		const app = await engine.createApp();
		const sheet = await beginSheet(app, 'grassroots');
		await handIn(app, sheet, whole);
		await fillIn(app, sheet, 'review', whole);
		const { roundId, applicationId } = sheet;
		const bare = await makeApplication(app, await makeUnion(app, { name: '空表工会' }), {
			...{ roundId, state: 'under_review' }
		});
		const actor = await makeActor(app, 'supervisor', await rootUnionId(app));
		const outcome = await actOnMany(app, actor, {
			...{ roundId, act: 'decide', applicationIds: [applicationId, bare, applicationId] }
		});
		expect(outcome).toMatchObject({ done: 1, failed: [{ code: 'criteria_unscored' }] });
		expect([await stateOf(app, applicationId), await stateOf(app, bare)]).toEqual([
			...['decided', 'under_review']
		]);
		expect((await findApplicationById(app.db, bare))?.review_score).toBeNull();
	});

	test('are left alone by who belongs to them, reviews them, or keeps another round', async () => {
		const app = await engine.createApp();
		const sheet = await beginSheet(app, 'grassroots');
		await handIn(app, sheet, whole);
		await fillIn(app, sheet, 'review', whole);
		const { roundId, applicationId, union } = sheet;
		const actor = await makeActor(app, 'supervisor', await rootUnionId(app));
		const chair = { role: 'chair' as const, unionId: union.id, path: union.path };
		const own = { ...actor, roles: [...actor.roles, { ...chair, unionName: union.name }] };
		const staff = await makeActor(app, 'staff', union.id);
		const decide = { roundId, act: 'decide' as const, applicationIds: [applicationId] };
		const codeOf = async (one: typeof actor) => (await actOnMany(app, one, decide)).failed[0]?.code;
		expect(await codeOf(own)).toBe('not_yours_to_settle');
		expect(await codeOf(staff)).toBe('not_yours_to_settle');
		expect(await actOnMany(app, actor, { ...decide, roundId: 'another' })).toMatchObject({
			...{ done: 0, failed: [] }
		});
		await assign(app, applicationId, actor.userId);
		expect(await codeOf(actor)).toBe('own_review');
		expect(await stateOf(app, applicationId)).toBe('under_review');
	});

	test('are refused where none is chosen, or more than are settled at once', async () => {
		const app = await engine.createApp();
		const actor = await makeActor(app, 'supervisor', await rootUnionId(app));
		const settle = (applicationIds: string[]) =>
			actOnMany(app, actor, { roundId: 'r', act: 'decide', applicationIds });
		await expect(settle([])).rejects.toThrow('nothing_chosen');
		const many = Array.from({ length: MOST + 1 }, (_, n) => `a${n}`);
		await expect(settle(many)).rejects.toThrow('too_many_chosen');
	});
});
