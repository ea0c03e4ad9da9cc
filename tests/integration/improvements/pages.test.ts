import { expect, test } from 'vitest';
import type { Role } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';
import { actions, load } from '../../../src/routes/office/unions/[union]/improvements/+page.server';

interface Visit {
	role: Role;
	at: string;
}

const fields = {
	...{ problem: '食堂中午排队太久', measure: '加开一个窗口', owner: '陈敏' },
	...{ dueOn: '2026-12-31', year: '2026', question: 'home.trust' }
};

async function eventOf(
	app: App,
	union: string,
	{ role, at }: Visit,
	{ query = '', form = {} }: { query?: string; form?: Record<string, string> } = {}
) {
	const body = new FormData();
	for (const [name, value] of Object.entries(form)) body.set(name, value);
	const url = new URL(`http://pj.example.org/${query}`);
	return {
		...{ locals: { app, actor: await makeActor(app, role, at) }, url, params: { union } },
		request: new Request(url, { method: 'POST', body })
	} as never;
}

async function improvementsOf(app: App, union: string) {
	return app.db
		.selectFrom('improvement')
		.selectAll()
		.where('union_id', '=', union)
		.orderBy('id')
		.execute();
}

describeEachEngine('the page of improvements', (engine) => {
	test('is written by the chair and staff, and read by the unions above', async () => {
		const app = await engine.createApp();
		const county = await rootUnionId(app);
		const mill = await makeUnion(app);
		for (const role of ['chair', 'staff'] as const)
			expect(
				await actions['add']?.(await eventOf(app, mill, { role, at: mill }, { form: fields }))
			).toMatchObject({ done: expect.stringContaining('已新增') });
		const seen = await load(await eventOf(app, mill, { role: 'supervisor', at: county }));
		expect(seen).toMatchObject({ total: 2, year: 2026, may: { write: false } });
		for (const role of ['supervisor', 'reviewer', 'admin'] as const)
			for (const [name, action] of Object.entries(actions))
				await expect(
					action(await eventOf(app, mill, { role, at: county }, { form: fields })),
					`${role} ${name}`
				).rejects.toMatchObject({ status: 403 });
		expect(await improvementsOf(app, mill)).toHaveLength(2);
	});

	test('is unknown to the chair of another union, who cannot reach its rows by their ids either', async () => {
		const app = await engine.createApp();
		const [mill, other] = [await makeUnion(app), await makeUnion(app)];
		const [own, stranger] = [
			{ role: 'chair', at: mill },
			{ role: 'chair', at: other }
		] as const;
		await actions['add']?.(await eventOf(app, mill, own, { form: fields }));
		await expect(load(await eventOf(app, mill, stranger))).rejects.toMatchObject({ status: 404 });
		const [row] = await improvementsOf(app, mill);
		const form = { ...fields, id: row?.id ?? '', revision: '0', state: 'running', outcome: '好' };
		for (const name of ['edit', 'close', 'reopen', 'publish', 'withdraw', 'delete']) {
			const action = actions[name];
			await expect(
				action?.(await eventOf(app, mill, stranger, { form })),
				name
			).rejects.toMatchObject({ status: 404 });
			const state = name === 'close' ? 'done' : 'running';
			// By the address of one's own union, with the id of another's row.
			expect(
				await action?.(await eventOf(app, other, stranger, { form: { ...form, state } })),
				name
			).toMatchObject({ status: 404 });
		}
		expect(await improvementsOf(app, mill)).toEqual([row]);
	});

	test('keeps what was typed and says what is wrong with it', async () => {
		const app = await engine.createApp();
		const mill = await makeUnion(app);
		const own = { role: 'chair', at: mill } as const;
		const add = async (form: object) =>
			actions['add']?.(await eventOf(app, mill, own, { form: { ...fields, ...form } }));
		expect(await add({ dueOn: '2026-02-30', owner: ' ' })).toMatchObject({
			status: 400,
			data: {
				values: { problem: fields.problem, dueOn: '2026-02-30' },
				errors: { dueOn: expect.stringContaining('时限'), owner: '请填写责任人。' }
			}
		});
		expect(await add({ question: 'home.overall' })).toMatchObject({
			status: 400,
			data: { message: expect.stringContaining('没有这道题'), values: { measure: fields.measure } }
		});
		expect(await add({ problem: '长'.repeat(201) })).toMatchObject({ status: 400 });
		expect(await improvementsOf(app, mill)).toEqual([]);
	});

	test('cuts a long list, and tells every change with what stood there before', async () => {
		const app = await engine.createApp();
		const mill = await makeUnion(app);
		const own = { role: 'staff', at: mill } as const;
		for (let n = 0; n < 21; n++)
			await actions['add']?.(await eventOf(app, mill, own, { form: fields }));
		const first = await load(await eventOf(app, mill, own, { query: '?year=2026' }));
		expect(first).toMatchObject({ total: 21, pages: 2, page: 1 });
		const second = (await load(await eventOf(app, mill, own, { query: '?page=2' }))) as {
			improvements: { id: string; history: { text: string }[] }[];
		};
		expect(second.improvements).toHaveLength(1);
		const id = second.improvements[0]?.id ?? '';
		const form = { ...fields, id, revision: '0', state: 'running', owner: '李强' };
		await actions['edit']?.(await eventOf(app, mill, own, { form }));
		const again = (await load(
			await eventOf(app, mill, own, { query: '?page=2' })
		)) as typeof second;
		expect(again.improvements[0]?.history.map(({ text }) => text).sort()).toEqual([
			'修改：责任人由“陈敏”改为“李强”；进度由“未开始”改为“进行中”',
			'新增'
		]);
	});
});
