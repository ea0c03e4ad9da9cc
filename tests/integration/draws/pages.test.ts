import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseHead } from '$lib/domain/audit-chain';
import { checkChain } from '$lib/server/audit/check-chain';
import type { Role } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { listDraws, readDraw } from '$lib/server/draws/read-draw';
import { makeActor } from '../support/actors';
import { makeDrawn, makePrepared, makeZone } from '../support/draws';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import * as newPage from '../../../src/routes/office/unions/[union]/draws/new/+page.server';
import * as drawPage from '../../../src/routes/office/unions/[union]/draws/[draw]/+page.server';
import * as listPage from '../../../src/routes/office/unions/[union]/draws/+page.server';
import * as checkPage from '../../../src/routes/office/unions/[union]/draws/[draw]/check/+page.server';
import * as file from '../../../src/routes/office/unions/[union]/draws/[draw]/file/+server';
import * as protocol from '../../../src/routes/office/unions/[union]/draws/[draw]/protocol/+server';

const three = { method: 'proportional', total: 3 } as const;

interface Visit {
	role: Role;
	at: string;
	draw?: string;
	fields?: Record<string, string>;
}

async function eventOf(app: App, union: string, { role, at, draw = '', fields = {} }: Visit) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	const url = new URL('http://pj.example.org/?year=2026&purpose=member_rates');
	return {
		locals: { app, actor: await makeActor(app, role, at) },
		...{ params: { union, draw }, url },
		request: new Request(url, { method: 'POST', body })
	} as never;
}

async function makeScene(app: App) {
	const zone = await makeZone(app, { enterprise: 5, joint: 2 });
	const county = await rootUnionId(app);
	return { zone, county, by: await makeUser(app, { role: 'supervisor', unionId: county }) };
}

const seedFields = { seed: '03 11 19', source: 'present', note: '掷骰子', witnesses: '陈敏' };
const denied = (status: number) => expect.objectContaining({ status });

describeEachEngine('the pages of a draw', (engine) => {
	it('go from frame to seed to result, and keep what was typed wrong', async () => {
		const app = await engine.createApp();
		const { zone, county } = await makeScene(app);
		const who = { role: 'supervisor', at: county } as const;
		const shown = (await newPage.load(await eventOf(app, zone.id, who))) as { frameHash: string };
		const fields = {
			...{ year: '2026', purpose: 'member_rates', method: 'fixed', frameHash: shown.frameHash },
			...{ 'size.enterprise': '2', 'size.joint': 'zwei' }
		};
		const prepare = newPage.actions['default'];
		expect(await prepare?.(await eventOf(app, zone.id, { ...who, fields }))).toMatchObject({
			status: 400,
			data: { values: fields, errors: { 'size.joint': expect.any(String) } }
		});
		const right = { ...fields, 'size.joint': '1' };
		await expect(prepare?.(await eventOf(app, zone.id, { ...who, fields: right }))).rejects.toEqual(
			denied(303)
		);
		const [line] = await listDraws(app.db, zone.id);
		const draw = line?.id ?? '';
		const hold = drawPage.actions['draw'];
		const weak = { ...seedFields, seed: '123456' };
		expect(await hold?.(await eventOf(app, zone.id, { ...who, draw, fields: weak }))).toMatchObject(
			{ status: 400, data: { values: weak, errors: { seed: expect.any(String) } } }
		);
		await expect(
			hold?.(await eventOf(app, zone.id, { ...who, draw, fields: seedFields }))
		).rejects.toEqual(denied(303));
		expect(await readDraw(app.db, draw)).toMatchObject({ state: 'drawn', seed: '031119' });
		const again = await hold?.(await eventOf(app, zone.id, { ...who, draw, fields: seedFields }));
		expect(again).toMatchObject({ status: 409 });
	});

	it('are for unions above alone: nobody draws for their own, nor do reviewers of the upper one', async () => {
		const app = await engine.createApp();
		const { zone, county, by } = await makeScene(app);
		const draw = await makePrepared(app, { unionId: zone.id, plan: three }, by);
		const fields = { ...seedFields, reason: '停电' };
		for (const role of ['supervisor', 'reviewer', 'chair', 'staff'] as const) {
			const own = { role, at: zone.id, draw, fields };
			await expect(newPage.load(await eventOf(app, zone.id, own))).rejects.toEqual(denied(403));
			for (const action of [
				newPage.actions['default'],
				drawPage.actions['draw'],
				drawPage.actions['abandon']
			])
				await expect(action?.(await eventOf(app, zone.id, own))).rejects.toEqual(denied(403));
			expect(await listPage.load(await eventOf(app, zone.id, own))).toMatchObject({
				mayDraw: false
			});
		}
		const reviewer = { role: 'reviewer', at: county, draw, fields } as const;
		await expect(newPage.load(await eventOf(app, zone.id, reviewer))).rejects.toEqual(denied(403));
		for (const action of [
			newPage.actions['default'],
			drawPage.actions['draw'],
			drawPage.actions['abandon']
		])
			await expect(action?.(await eventOf(app, zone.id, reviewer))).rejects.toEqual(denied(403));
		expect((await readDraw(app.db, draw))?.state).toBe('prepared');
	});

	it('show the hash of the nonce to all and the nonce to nobody before the draw', async () => {
		const app = await engine.createApp();
		const { zone, county, by } = await makeScene(app);
		const draw = await makePrepared(app, { unionId: zone.id, plan: three }, by);
		const visit = { role: 'supervisor', at: county, draw } as const;
		const { nonce, nonce_hash } = await app.db
			.selectFrom('draw')
			.select(['nonce', 'nonce_hash'])
			.where('id', '=', draw)
			.executeTakeFirstOrThrow();
		const shown = async () => [
			JSON.stringify(await drawPage.load(await eventOf(app, zone.id, visit))),
			JSON.stringify(await checkPage.load(await eventOf(app, zone.id, visit))),
			await (await file.GET(await eventOf(app, zone.id, visit))).text(),
			(await (await protocol.GET(await eventOf(app, zone.id, visit))).text()).replaceAll(' ', '')
		];
		for (const text of await shown()) {
			expect(text).toContain(nonce_hash);
			expect(text).not.toContain(nonce);
		}
		const entry = await eventOf(app, zone.id, { ...visit, fields: seedFields });
		await expect(drawPage.actions['draw']?.(entry)).rejects.toEqual(denied(303));
		for (const text of await shown()) {
			expect(text).toContain(nonce_hash);
			expect(text).toContain(nonce);
		}
	});

	it('are unknown to other unions, but for what runs a draw again', async () => {
		const app = await engine.createApp();
		const { zone, by } = await makeScene(app);
		const { id: draw } = await makeDrawn(app, { unionId: zone.id, plan: three }, '031119', by);
		const stranger = { role: 'chair', at: await makeUnion(app), draw } as const;
		for (const page of [listPage.load, drawPage.load, protocol.GET])
			await expect(
				(page as (event: never) => Promise<unknown>)(await eventOf(app, zone.id, stranger))
			).rejects.toEqual(denied(404));
		expect(await checkPage.load(await eventOf(app, zone.id, stranger))).toMatchObject({ id: draw });
		expect((await file.GET(await eventOf(app, zone.id, stranger))).status).toBe(200);
		// A draw has one address.
		const elsewhere = await eventOf(app, stranger.at, stranger);
		await expect(checkPage.load(elsewhere)).rejects.toEqual(denied(404));
		const anonymous = { ...(elsewhere as object), locals: { app, actor: null } } as never;
		await expect(checkPage.load(anonymous)).rejects.toEqual(denied(303));
	});

	it('print what was fixed, drawn and listed, and no markup of anybody', async () => {
		const app = await engine.createApp();
		const { zone, county, by } = await makeScene(app);
		await app.db
			.updateTable('union')
			.set({ name: '<b>甲</b>厂工会' })
			.where('parent_id', '=', zone.id)
			.execute();
		const preparation = { unionId: zone.id, plan: three };
		const first = await makeDrawn(app, preparation, '842671', by);
		const again = { ...preparation, reason: '名单<i>有误' };
		const second = await makeDrawn(app, again, '031119', by);
		const visit = { role: 'supervisor', at: county, draw: second.id } as const;
		const html = await (await protocol.GET(await eventOf(app, zone.id, visit))).text();
		// What is printed can be looked for on the chain later.
		const noted = parseHead(/操作记录号 <b>([^<]+)/.exec(html)?.[1] ?? '');
		expect(await checkChain(app.db, noted)).toMatchObject({ fault: null, noted: true });
		for (const text of [
			'第 2 次',
			'842671',
			'031119',
			'sha256-sort-v2',
			'名单&lt;i&gt;有误',
			'签字'
		])
			expect(html).toContain(text);
		for (const { code } of second.frame.units)
			expect(html.includes(`（${code}）`)).toBe(
				second.result?.some((one) => one.codes.includes(code))
			);
		expect(html.replaceAll(' ', '')).toContain(first.frameHash);
		expect(html).not.toContain('<b>甲');
		expect(html).not.toContain('<i>');
	});

	it('export a file that the program runs again: exit code 0, and 1 once it is changed', async () => {
		const app = await engine.createApp();
		const { zone, county, by } = await makeScene(app);
		const { id: draw } = await makeDrawn(app, { unionId: zone.id, plan: three }, '031119', by);
		const visit = { role: 'supervisor', at: county, draw } as const;
		const text = await (await file.GET(await eventOf(app, zone.id, visit))).text();
		const folder = mkdtempSync(join(tmpdir(), 'draw-'));
		const run = (content: string) => {
			const path = join(folder, 'draw.json');
			writeFileSync(path, content);
			try {
				return {
					code: 0,
					out: execFileSync(process.execPath, ['src/draw-check.ts', path], {
						encoding: 'utf8',
						stdio: 'pipe'
					})
				};
			} catch (error) {
				const { status, stderr } = error as { status: number; stderr: string };
				return { code: status, out: stderr };
			}
		};
		expect(run(text)).toMatchObject({ code: 0, out: expect.stringContaining('the same sample') });
		const stated = JSON.parse(text) as { result: { codes: string[] }[] };
		// Another seed may happen to draw the same few units; another order never is the drawn one.
		for (const { codes } of stated.result) codes.reverse();
		expect(run(JSON.stringify(stated))).toMatchObject({
			code: 1,
			out: expect.stringContaining('sample')
		});
		expect(run(text.replace('Z-001工会', 'Z-001厂工会'))).toMatchObject({
			code: 1,
			out: expect.stringContaining('frame_hash')
		});
		const { nonce } = JSON.parse(text) as { nonce: string };
		expect(run(text.replace(nonce, '0'.repeat(64)))).toMatchObject({
			code: 1,
			out: expect.stringContaining('nonce')
		});
		for (const broken of ['', '{}', text.slice(0, -20)]) expect(run(broken).code).toBe(1);
		rmSync(folder, { recursive: true });
	});
});
