import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { hashNonce } from '$lib/domain/sampling/draw-sample';
import { checkDraw } from '$lib/domain/sampling/draw-file';
import type { App } from '$lib/server/app';
import { readAudit } from '$lib/server/audit/read-audit';
import { abandonDraw, holdDraw } from '$lib/server/draws/hold-draw';
import { drawFile, listDraws, readDraw, readStandingDraw } from '$lib/server/draws/read-draw';
import { listUnitsBelow } from '$lib/server/electorates/find-electors';
import { readDrawn } from '$lib/server/electorates/read-drawn';
import { listElectorDraws } from '$lib/server/superior/elector-draws';
import { kindName } from '$lib/server/unions/kinds';
import { makeApplication } from '../support/applications';
import { entryOf, makeDrawn, makePrepared, makeZone } from '../support/draws';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser, rootUnionId } from '../support/factories';

const kinds = { enterprise: 12, institution: 4, joint: 2 };
const six = { method: 'proportional', total: 6 } as const;
const refused = (code: string) => expect.objectContaining({ code });

async function makeScene(app: App) {
	const zone = await makeZone(app, kinds);
	const by = await makeUser(app, { role: 'supervisor', unionId: await rootUnionId(app) });
	return { zone, by, at: (id: string) => ({ id, unionId: zone.id }) };
}

describeEachEngine('a random draw', (engine) => {
	it('fixes frame, hash and sizes before there is a seed', async () => {
		const app = await engine.createApp();
		const { zone, by } = await makeScene(app);
		const id = await makePrepared(app, { unionId: zone.id, plan: six }, by);
		const draw = await readDraw(app.db, id);
		expect(draw).toMatchObject({ state: 'prepared', seq: 1, seed: null, result: null });
		expect(draw).toMatchObject({
			selected: [],
			algorithm: 'sha256-sort-v2',
			preparedAt: expect.any(String)
		});
		expect(draw?.strata.map(({ kind, units, size }) => [kind, units, size])).toEqual([
			['enterprise', 12, 4],
			['institution', 4, 1],
			['joint', 2, 1]
		]);
		expect(draw?.frame.units.map((unit) => unit.id)).toEqual(zone.units);
		await makeUnion(app, { parentId: zone.id });
		for (const column of [
			...['frame', 'frame_hash', 'strata', 'seq', 'reason', 'prepared_at'],
			...['nonce', 'nonce_hash']
		])
			await expect(
				sql`update draw set ${sql.ref(column)} = ${column === 'seq' ? 9 : 'x'}`.execute(app.db)
			).rejects.toThrow('frames are fixed');
		expect((await readDraw(app.db, id))?.frame.units).toHaveLength(18);
	});

	it('draws what anyone computes from frame and seed, on every engine the same', async () => {
		const app = await engine.createApp();
		const { zone, by, at } = await makeScene(app);
		const id = await makePrepared(app, { unionId: zone.id, plan: six }, by);
		await holdDraw(app.db, app.clock, at(id), entryOf(' ０３-11-19 '), by);
		const draw = await readDraw(app.db, id);
		if (!draw) throw new Error('no draw');
		expect(draw).toMatchObject({ state: 'drawn', seed: '031119', witnesses: '陈敏、王芳' });
		expect(draw.selected).toHaveLength(6);
		expect(checkDraw(drawFile(draw))).toMatchObject({ faults: [], sample: draw.result });
		const lines = await readAudit(app.db, 'draw', id);
		expect(lines.map(({ action }) => action).sort()).toEqual(['draw', 'prepare']);
	});

	it('tells the hash of its nonce at once and the nonce with the result', async () => {
		const app = await engine.createApp();
		const { zone, by, at } = await makeScene(app);
		const id = await makePrepared(app, { unionId: zone.id, plan: six }, by);
		const prepared = await readDraw(app.db, id);
		if (!prepared) throw new Error('no draw');
		const { nonce } = await app.db
			.selectFrom('draw')
			.select('nonce')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		expect(nonce).toMatch(/^[0-9a-f]{64}$/);
		expect(prepared.nonceHash).toBe(hashNonce(nonce));
		const told = [prepared, drawFile(prepared), await listDraws(app.db, zone.id)];
		expect(JSON.stringify([...told, await readAudit(app.db, 'draw', id)])).not.toContain(nonce);
		expect(checkDraw(drawFile(prepared)).faults).toEqual([]);
		await holdDraw(app.db, app.clock, at(id), entryOf('031119'), by);
		const drawn = await readDraw(app.db, id);
		expect(drawn).toMatchObject({ nonce, nonceHash: prepared.nonceHash });
		expect(drawn && drawFile(drawn)).toMatchObject({ nonce, nonce_hash: prepared.nonceHash });
	});

	it('never tells the nonce of a draw that was abandoned, and takes another one next time', async () => {
		const app = await engine.createApp();
		const { zone, by, at } = await makeScene(app);
		const id = await makePrepared(app, { unionId: zone.id, plan: six }, by);
		await abandonDraw(app.db, app.clock, at(id), '停电', by);
		const abandoned = await readDraw(app.db, id);
		expect(abandoned?.nonce).toBeNull();
		const again = await makePrepared(app, { unionId: zone.id, plan: six, reason: '停电' }, by);
		expect((await readDraw(app.db, again))?.nonceHash).not.toBe(abandoned?.nonceHash);
	});

	it.each(['under_review', 'decided'] as const)(
		'of rates is neither prepared nor drawn once the application is %s; one of chairs is',
		async (state) => {
			const app = await engine.createApp();
			const { zone, by, at } = await makeScene(app);
			const application = await makeApplication(app, zone.id, { level: 'intermediate' });
			const enter = (now: 'self_review' | typeof state) =>
				app.db
					.updateTable('application')
					.set({ state: now })
					.where('id', '=', application)
					.execute();
			const preparation = { unionId: zone.id, plan: six };
			const id = await makePrepared(app, preparation, by);
			await enter(state);
			const hold = () => holdDraw(app.db, app.clock, at(id), entryOf('031119'), by);
			await expect(hold()).rejects.toEqual(refused('draw_reviewed'));
			expect((await readDraw(app.db, id))?.state).toBe('prepared');
			await enter('self_review');
			await hold();
			await enter(state);
			const again = { ...preparation, reason: '换一批' };
			await expect(makePrepared(app, again, by)).rejects.toEqual(refused('draw_reviewed'));
			expect(await listDraws(app.db, zone.id)).toHaveLength(1);
			// Another year's results are not what is being scored; nor are chairs drawn by rates.
			await makeDrawn(app, { ...preparation, year: 2025 }, '031119', by);
			await makeChair(app, zone.units[0] ?? '');
			const one = { method: 'proportional', total: 1 } as const;
			const chairs = { unionId: zone.id, plan: one, purpose: 'superior_electorate' } as const;
			await makeDrawn(app, chairs, '031119', by);
		}
	);

	it('is of this year or the last', async () => {
		const app = await engine.createApp();
		const { zone, by } = await makeScene(app);
		for (const year of [2024, 2027])
			await expect(makePrepared(app, { unionId: zone.id, plan: six, year }, by)).rejects.toEqual(
				refused('draw_year')
			);
		await makePrepared(app, { unionId: zone.id, plan: six, year: 2025 }, by);
	});

	it('with sizes given leaves no kind out that it could reach, and says which', async () => {
		const app = await engine.createApp();
		const { zone, by } = await makeScene(app);
		const fixed = (sizes: Record<string, number>) =>
			makePrepared(app, { unionId: zone.id, plan: { method: 'fixed', sizes } }, by);
		await expect(fixed({ enterprise: 3, institution: 1 })).rejects.toMatchObject({
			code: 'draw_kind',
			text: expect.stringContaining(`${kindName(app.rubrics, 'joint')}：`)
		});
		// Two of three kinds is all that two units reach.
		await fixed({ enterprise: 1, institution: 1 });
	});

	it('is drawn once, and stays as it was drawn', async () => {
		const app = await engine.createApp();
		const { zone, by, at } = await makeScene(app);
		const draw = await makeDrawn(app, { unionId: zone.id, plan: six }, '031119', by);
		await expect(holdDraw(app.db, app.clock, at(draw.id), entryOf('842671'), by)).rejects.toEqual(
			refused('draw_over')
		);
		await expect(abandonDraw(app.db, app.clock, at(draw.id), '不满意', by)).rejects.toEqual(
			refused('draw_over')
		);
		for (const column of ['seed', 'result', 'state', 'witnesses', 'ended_at'])
			await expect(
				sql`update draw set ${sql.ref(column)} = 'prepared'`.execute(app.db)
			).rejects.toThrow('draws stay as drawn');
		await expect(sql`delete from draw`.execute(app.db)).rejects.toThrow('draws stay');
		expect(await readDraw(app.db, draw.id)).toEqual(draw);
	});

	it('of two seeds at the same moment takes one', async () => {
		const app = await engine.createApp();
		const { zone, by, at } = await makeScene(app);
		const id = await makePrepared(app, { unionId: zone.id, plan: six }, by);
		const seeds = ['031119', '842671', '556231'];
		const tries = await Promise.allSettled(
			seeds.map((seed) => holdDraw(app.db, app.clock, at(id), entryOf(seed), by))
		);
		const won = tries.findIndex(({ status }) => status === 'fulfilled');
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const one of tries)
			if (one.status === 'rejected') expect(one.reason).toEqual(refused('draw_over'));
		const draw = await readDraw(app.db, id);
		expect(draw?.seed).toBe(seeds[won]);
		expect(draw && checkDraw(drawFile(draw)).faults).toEqual([]);
		const acts = (await readAudit(app.db, 'draw', id)).map(({ action }) => action);
		expect(acts.filter((action) => action === 'draw')).toHaveLength(1);
	});

	it('is prepared by one of several at the same moment', async () => {
		const app = await engine.createApp();
		const { zone, by } = await makeScene(app);
		const preparation = { unionId: zone.id, plan: six };
		const tries = await Promise.allSettled([1, 2, 3].map(() => makePrepared(app, preparation, by)));
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const one of tries)
			if (one.status === 'rejected') expect(one.reason).toEqual(refused('draw_waiting'));
		expect(await listDraws(app.db, zone.id)).toHaveLength(1);
	});

	it('is never repeated quietly: a reason, a number, and the earlier ones stay listed', async () => {
		const app = await engine.createApp();
		const { zone, by, at } = await makeScene(app);
		const preparation = { unionId: zone.id, plan: six };
		const first = await makeDrawn(app, preparation, '031119', by);
		for (const reason of ['', '  '])
			await expect(makePrepared(app, { ...preparation, reason }, by)).rejects.toEqual(
				refused('reason_needed')
			);
		const given = { ...preparation, reason: '两家工会已撤销' };
		const second = await makePrepared(app, given, by);
		// What is only prepared replaces nothing.
		const standing = () => readStandingDraw(app.db, zone.id, 2026, 'member_rates');
		expect((await standing())?.id).toBe(first.id);
		await expect(makePrepared(app, given, by)).rejects.toEqual(refused('draw_waiting'));
		await expect(abandonDraw(app.db, app.clock, at(second), ' ', by)).rejects.toEqual(
			refused('reason_needed')
		);
		await abandonDraw(app.db, app.clock, at(second), '停电', by);
		const third = await makeDrawn(app, given, '842671', by);
		expect((await standing())?.id).toBe(third.id);
		const lines = await listDraws(app.db, zone.id, 2026, 'member_rates');
		expect(
			lines.map(({ seq, state, reason, endedReason }) => [seq, state, reason, endedReason])
		).toEqual([
			[1, 'drawn', '', ''],
			[2, 'abandoned', '两家工会已撤销', '停电'],
			[3, 'drawn', '两家工会已撤销', '']
		]);
		// Another purpose and another year begin with a first draw of their own.
		await makePrepared(app, { ...preparation, year: 2025 }, by);
		expect(await listDraws(app.db, zone.id)).toHaveLength(4);
	});

	it('refuses a frame other than the one that was shown, sizes it does not have, and weak seeds', async () => {
		const app = await engine.createApp();
		const { zone, by, at } = await makeScene(app);
		for (const plan of [
			{ method: 'proportional', total: 19 },
			{ method: 'proportional', total: 0 },
			{ method: 'fixed', sizes: { joint: 3 } },
			{ method: 'fixed', sizes: {} }
		] as const)
			await expect(makePrepared(app, { unionId: zone.id, plan }, by)).rejects.toEqual(
				refused('draw_size')
			);
		expect(await listDraws(app.db, zone.id)).toEqual([]);
		const id = await makePrepared(app, { unionId: zone.id, plan: six }, by);
		for (const seed of ['12345', '111111', '123456', '种子031119'])
			await expect(holdDraw(app.db, app.clock, at(id), entryOf(seed), by)).rejects.toEqual(
				refused('bad_seed')
			);
		const elsewhere = { id, unionId: await rootUnionId(app) };
		await expect(holdDraw(app.db, app.clock, elsewhere, entryOf('031119'), by)).rejects.toEqual(
			refused('not_found')
		);
		expect((await readDraw(app.db, id))?.state).toBe('prepared');
	});

	it('of chairs has the grassroots unions whose chair is in office, and gives them to the electorate', async () => {
		const app = await engine.createApp();
		const { zone, by } = await makeScene(app);
		const chaired = zone.units.slice(0, 7);
		for (const unit of chaired) await makeChair(app, unit);
		const dependent = await makeUnion(app, { parentId: zone.id, independent: false, code: 'Z-X' });
		await makeChair(app, dependent);
		const plan = { method: 'proportional', total: 3 } as const;
		const preparation = { unionId: zone.id, plan, purpose: 'superior_electorate' } as const;
		const draw = await makeDrawn(app, preparation, '031119', by);
		expect(draw.frame.units.map(({ id }) => id)).toEqual([...chaired, dependent]);
		expect(await readDrawn(app.db, draw.id)).toEqual(new Set(draw.selected));
		const again = await makeDrawn(app, { ...preparation, reason: '换届' }, '842671', by);
		const union = await app.db
			.selectFrom('union')
			.select('path')
			.where('id', '=', zone.id)
			.executeTakeFirstOrThrow();
		const units = await listUnitsBelow(app.db, union);
		expect(await listElectorDraws(app.db, zone.id, units)).toEqual([
			expect.objectContaining({ id: again.id, kinds: { enterprise: { listed: 3, vacant: 0 } } })
		]);
		const other = await makeDrawn(app, { unionId: zone.id, plan: six }, '031119', by);
		expect(await readDrawn(app.db, other.id)).toEqual(new Set());
		expect(await readDrawn(app.db, null)).toEqual(new Set());
	});
});
