import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { transaction } from '$lib/server/database/transaction';
import type { Day } from '$lib/server/database/values';
import { currentChair, listTerms, startTerm, type Incoming } from '$lib/server/unions/terms';
import { describeEachEngine } from '../support/engines';
import { makeUnion } from '../support/factories';

function start(app: App, unionId: string, incoming: Incoming, startedOn: string): Promise<string> {
	return transaction(app.db, (trx) =>
		startTerm(trx, app.clock, { unionId, incoming, startedOn: startedOn as Day }, null)
	);
}

describeEachEngine('terms of office', (engine) => {
	it('follow each other: the one before ends the day before', async () => {
		const app = await engine.createApp();
		const union = await makeUnion(app);
		expect(await currentChair(app.db, union)).toBeUndefined();
		await start(app, union, { name: '王建国' }, '2020-02-01');
		await start(app, union, { name: '李梅' }, '2024-03-01');
		expect((await currentChair(app.db, union))?.name).toBe('李梅');
		const terms = await listTerms(app.db, union);
		expect(terms.map(({ name, started_on, ended_on }) => [name, started_on, ended_on])).toEqual([
			['李梅', '2024-03-01', null],
			['王建国', '2020-02-01', '2024-02-29']
		]);
	});

	it('know who returns from a namesake', async () => {
		const app = await engine.createApp();
		const union = await makeUnion(app);
		const first = await start(app, union, { name: '王建国' }, '2018-01-01');
		await start(app, union, { name: '李梅' }, '2020-01-01');
		const again = await start(app, union, { personId: first }, '2022-01-01');
		const namesake = await start(app, union, { name: '王建国' }, '2024-01-01');
		expect(again).toBe(first);
		expect(namesake).not.toBe(first);
	});

	it('never overlap and never begin tomorrow', async () => {
		const app = await engine.createApp();
		const union = await makeUnion(app);
		await start(app, union, { name: '王建国' }, '2024-03-01');
		for (const day of ['2024-03-01', '2023-12-31'])
			await expect(start(app, union, { name: '李梅' }, day)).rejects.toMatchObject({
				code: 'term_overlaps'
			});
		await expect(start(app, union, { name: '李梅' }, '2026-11-23')).rejects.toMatchObject({
			code: 'term_in_future'
		});
		await start(app, union, { name: '李梅' }, '2026-11-22');
		// What was refused left nothing behind.
		expect(await app.db.selectFrom('person').selectAll().execute()).toHaveLength(2);
	});

	it('take nobody who never held this office', async () => {
		const app = await engine.createApp();
		const [union, other] = [await makeUnion(app), await makeUnion(app)];
		const stranger = await start(app, other, { name: '王建国' }, '2020-01-01');
		await expect(start(app, union, { personId: stranger }, '2024-01-01')).rejects.toMatchObject({
			code: 'not_found'
		});
	});

	it('leave one chair when two are registered at once', async () => {
		const app = await engine.createApp();
		const union = await makeUnion(app);
		const outcomes = await Promise.allSettled([
			start(app, union, { name: '甲' }, '2026-01-01'),
			start(app, union, { name: '乙' }, '2026-01-01')
		]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await listTerms(app.db, union)).toHaveLength(1);
	});
});
