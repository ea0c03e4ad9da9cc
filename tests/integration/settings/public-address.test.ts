import { expect, it } from 'vitest';
import {
	defaultAddress,
	readOwnAddress,
	readPublicAddress,
	setPublicAddress
} from '$lib/server/settings/public-address';
import { describeEachEngine } from '../support/engines';
import { makeUser, rootUnionId } from '../support/factories';

describeEachEngine('public address', (engine) => {
	it('is what the office set, else the environment, else this machine in its network', async () => {
		const app = await engine.createApp();
		const by = await makeUser(app, { role: 'admin', unionId: await rootUnionId(app) });
		expect(await readPublicAddress(app)).toBe('http://pj.example.org');
		await setPublicAddress(app, ' https://PJ.Gonghui.example/ ', by);
		expect(await readPublicAddress(app)).toBe('https://pj.gonghui.example');
		await setPublicAddress(app, '', by);
		expect(await readOwnAddress(app)).toBeNull();
		const bare = { ...app, config: { ...app.config, publicAddress: '', port: 4321 } };
		expect(defaultAddress(bare)).toMatch(/^http:\/\/[\w.]+:4321$/);
		const lines = await app.db
			.selectFrom('audit')
			.selectAll()
			.where('noun', '=', 'setting')
			.execute();
		expect(lines.map(({ user_id }) => user_id)).toEqual([by, by]);
	});

	it.each([
		'pj.example.org',
		'ftp://pj.example.org',
		'https://a.example/pj',
		'http:///x',
		'http://u@h'
	])('refuses %s', async (address) => {
		const app = await engine.createApp();
		const by = await makeUser(app, { role: 'admin', unionId: await rootUnionId(app) });
		await expect(setPublicAddress(app, address, by)).rejects.toMatchObject({
			code: 'bad_address'
		});
	});
});
