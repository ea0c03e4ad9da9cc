import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { fromJson, type Day } from '$lib/server/database/values';
import { closeImprovement, reopenImprovement } from '$lib/server/improvements/close-improvement';
import {
	listImprovements,
	listOpenImprovements,
	listPublicImprovements
} from '$lib/server/improvements/list-improvements';
import { addImprovement, editImprovement } from '$lib/server/improvements/plan-improvement';
import {
	deleteImprovement,
	publishImprovement
} from '$lib/server/improvements/publish-improvement';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser } from '../support/factories';

const plan = {
	problem: '食堂中午排队太久',
	measure: '加开一个窗口，错峰就餐',
	owner: '后勤科 陈敏',
	dueOn: '2026-12-31' as Day,
	questionId: null
};

async function makeImprovement(app: App, unionId: string, change: Partial<typeof plan> = {}) {
	const by = await makeUser(app, { role: 'chair', unionId });
	const of = { unionId, year: 2026 };
	const id = await addImprovement(app.db, app.clock, of, { ...plan, ...change }, by);
	return { id, by, seen: (revision: number) => ({ unionId, id, revision }) };
}

async function auditOf(app: App, id: string) {
	const lines = await app.db
		.selectFrom('audit')
		.select(['action', 'user_id', 'detail'])
		.where('noun', '=', 'improvement')
		.where('noun_id', '=', id)
		.execute();
	return new Map(lines.map(({ action, detail }) => [action, fromJson(detail)]));
}

describeEachEngine('improvements', (engine) => {
	test('go from plan to outcome and back, with the old and the new values of every step on record', async () => {
		const app = await engine.createApp();
		const { db, clock } = app;
		const unionId = await makeUnion(app);
		const { id, by, seen } = await makeImprovement(app, unionId);
		const change = { ...plan, owner: '后勤科 李强', state: 'running' } as const;
		await editImprovement(db, clock, seen(0), change, by);
		const outcome = { state: 'done', outcome: '已加开两个窗口' } as const;
		await closeImprovement(db, clock, seen(1), outcome, by);
		await expect(editImprovement(db, clock, seen(2), change, by)).rejects.toMatchObject({
			code: 'improvement_closed'
		});
		await reopenImprovement(db, clock, seen(2), by);
		expect(await listImprovements(db, unionId, 2026)).toMatchObject([
			{ id, state: 'running', outcome: '', owner: '后勤科 李强', revision: 3, published: false }
		]);
		const audit = await auditOf(app, id);
		expect([...audit.keys()].sort()).toEqual(['add', 'close', 'edit', 'reopen']);
		expect(audit.get('edit')).toEqual({
			...{ unionId, year: 2026, old: { owner: '后勤科 陈敏', state: 'planned' } },
			new: { owner: '后勤科 李强', state: 'running' }
		});
		expect(audit.get('reopen')).toMatchObject({ old: outcome, new: { state: 'running' } });
	});

	test('close only with an outcome, and not twice', async () => {
		const app = await engine.createApp();
		const { by, seen } = await makeImprovement(app, await makeUnion(app));
		const close = (revision: number, outcome: string) =>
			closeImprovement(app.db, app.clock, seen(revision), { state: 'missed', outcome }, by);
		await expect(close(0, '  ')).rejects.toMatchObject({ code: 'outcome_needed' });
		await close(0, '设备未到货');
		await expect(close(1, '设备未到货')).rejects.toMatchObject({ code: 'improvement_closed' });
	});

	test('never overwrite what somebody else changed meanwhile', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const { by, seen } = await makeImprovement(app, unionId);
		const edit = (owner: string) =>
			editImprovement(app.db, app.clock, seen(0), { ...plan, owner, state: 'planned' }, by);
		const [first, second] = await Promise.allSettled([edit('甲'), edit('乙')]);
		expect([first?.status, second?.status].sort()).toEqual(['fulfilled', 'rejected']);
		const rejected = first?.status === 'rejected' ? first : second;
		expect(rejected).toMatchObject({ reason: { code: 'improvement_changed' } });
		expect(await listImprovements(app.db, unionId, 2026)).toMatchObject([{ revision: 1 }]);
	});

	test('are public only while published, and cannot be deleted from then on, not even past the application', async () => {
		const app = await engine.createApp();
		const { db, clock } = app;
		const unionId = await makeUnion(app);
		const { id, by, seen } = await makeImprovement(app, unionId);
		await makeImprovement(app, unionId, { problem: '不公开的一条' });
		expect(await listPublicImprovements(db, unionId, 2026)).toEqual([]);
		await publishImprovement(db, clock, seen(0), true, by);
		expect(await listPublicImprovements(db, unionId, 2026)).toEqual([
			{
				...{ problem: plan.problem, measure: plan.measure, owner: plan.owner },
				...{ dueOn: plan.dueOn, state: 'planned', outcome: '' }
			}
		]);
		await publishImprovement(db, clock, seen(1), false, by);
		expect(await listPublicImprovements(db, unionId, 2026)).toEqual([]);
		await expect(deleteImprovement(db, clock, seen(2), by)).rejects.toMatchObject({
			code: 'improvement_published'
		});
		await expect(db.deleteFrom('improvement').where('id', '=', id).execute()).rejects.toThrow(
			/published improvements stay/
		);
	});

	test('are deleted while they were never published, with what they said on record', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const { id, by, seen } = await makeImprovement(app, unionId);
		await expect(deleteImprovement(app.db, app.clock, seen(7), by)).rejects.toMatchObject({
			code: 'improvement_changed'
		});
		await deleteImprovement(app.db, app.clock, seen(0), by);
		expect(await listImprovements(app.db, unionId, 2026)).toEqual([]);
		expect((await auditOf(app, id)).get('delete')).toMatchObject({
			old: { problem: plan.problem },
			new: null
		});
	});

	test('of another union are unknown', async () => {
		const app = await engine.createApp();
		const { db, clock } = app;
		const { id, by } = await makeImprovement(app, await makeUnion(app));
		const seen = { unionId: await makeUnion(app), id, revision: 0 };
		const unknown = { code: 'not_found' };
		const change = { ...plan, state: 'planned' } as const;
		await expect(editImprovement(db, clock, seen, change, by)).rejects.toMatchObject(unknown);
		await expect(publishImprovement(db, clock, seen, true, by)).rejects.toMatchObject(unknown);
		await expect(deleteImprovement(db, clock, seen, by)).rejects.toMatchObject(unknown);
		await expect(reopenImprovement(db, clock, seen, by)).rejects.toMatchObject(unknown);
	});

	test('still open are listed by their due day, whatever year they answer', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const later = await makeImprovement(app, unionId, { dueOn: '2027-03-01' as Day });
		const sooner = await makeImprovement(app, unionId, { dueOn: '2026-11-30' as Day });
		const closed = await makeImprovement(app, unionId, { dueOn: '2026-01-01' as Day });
		const outcome = { state: 'done', outcome: '完成' } as const;
		await closeImprovement(app.db, app.clock, closed.seen(0), outcome, closed.by);
		const open = await listOpenImprovements(app.db, unionId, 5);
		expect(open.map(({ id }) => id)).toEqual([sooner.id, later.id]);
		expect(await listOpenImprovements(app.db, unionId, 1)).toHaveLength(1);
	});
});
