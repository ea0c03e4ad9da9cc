import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createUnion } from '$lib/server/unions/create-union';
import { describeEachEngine } from '../support/engines';

const union = {
	code: 'A-1',
	name: '甲厂工会',
	level: 'grassroots',
	kind: 'enterprise',
	independent: true,
	industry: '机械',
	memberCount: 120,
	parentId: null
} as const;

describeEachEngine('the test harness', (engine) => {
	test('gives each test a database of its own', async () => {
		const [one, two] = [await engine.createApp(), await engine.createApp()];
		await createUnion(one.db, one.clock, union);
		const count = (app: typeof one) =>
			app.db.selectFrom('union').select('id').where('code', '=', 'A-1').execute();
		expect(await count(one)).toHaveLength(1);
		expect(await count(two)).toHaveLength(0);
	});

	test('starts a second server on the same database', async () => {
		const one = await engine.createApp();
		const two = await engine.createApp({ config: one.config });
		const id = await createUnion(one.db, one.clock, union);
		const found = await two.db.selectFrom('union').select('name').where('id', '=', id).execute();
		expect(found).toEqual([{ name: '甲厂工会' }]);
	});

	test('an empty database goes through the first start', async () => {
		const app = await engine.createApp({ start: 'empty' });
		expect(app.setupToken).toMatch(/^[\w-]{43}$/);
	});

	test('finds what was written in the files of the engine', async () => {
		const app = await engine.createApp();
		await createUnion(app.db, app.clock, { ...union, name: 'canary-5d1f' });
		const files = await engine.dataFiles(app);
		expect(files.every((file) => existsSync(file))).toBe(true);
		expect(files.some((file) => readFileSync(file).includes('canary-5d1f'))).toBe(true);
	});
});
