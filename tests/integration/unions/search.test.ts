import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { findChosenUnion } from '$lib/server/unions/read-union';
import { searchUnions, type UnionPage } from '$lib/server/unions/search-unions';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';

async function search(app: App, filter: Partial<UnionPage>) {
	const all = { text: '', level: null, kind: null, below: null, page: 1 };
	return searchUnions(app.db, null, { ...all, ...filter });
}

async function codes(app: App, filter: Partial<UnionPage>) {
	return (await search(app, filter)).unions.map(({ code }) => code);
}

describeEachEngine('search for unions', (engine) => {
	it('finds by part of the name and beginning of the code, and takes wildcards literally', async () => {
		const app = await engine.createApp();
		await makeUnion(app, { code: 'YX-01', name: '云溪纺织厂工会' });
		await makeUnion(app, { code: 'YX-02', name: '100%好的_公司工会' });
		await makeUnion(app, { code: 'QT-YX', name: 'ABC 电子工会' });
		expect(await codes(app, { text: '纺织' })).toEqual(['YX-01']);
		expect(await codes(app, { text: 'yx-' })).toEqual(['YX-01', 'YX-02']);
		expect(await codes(app, { text: 'abc' })).toEqual(['QT-YX']);
		expect(await codes(app, { text: '100%好' })).toEqual(['YX-02']);
		expect(await codes(app, { text: '的_公' })).toEqual(['YX-02']);
		expect(await codes(app, { text: '_' })).toEqual(['YX-02']);
		expect(await codes(app, { text: '\\' })).toEqual([]);
	});

	it('filters by level, kind and place, and names the parent', async () => {
		const app = await engine.createApp();
		const town = await makeUnion(app, { level: 'intermediate', kind: 'township', code: 'A' });
		await makeUnion(app, { parentId: town, code: 'A-1', kind: 'joint' });
		await makeUnion(app, { code: 'B-1' });
		const { path } = await app.db
			.selectFrom('union')
			.select('path')
			.where('id', '=', town)
			.executeTakeFirstOrThrow();
		expect(await codes(app, { level: 'intermediate' })).toEqual(['A']);
		expect(await codes(app, { kind: 'joint' })).toEqual(['A-1']);
		expect(await codes(app, { below: path })).toEqual(['A-1']);
		const [found] = (await search(app, { text: 'A-1' })).unions;
		expect(found?.parent_name).toMatch(/机械厂/);
	});

	it('gives fifty a page, and the last page for one beyond it', async () => {
		const app = await engine.createApp();
		for (let n = 100; n < 151; n++) await makeUnion(app, { code: `N-${n}` });
		const first = await search(app, { text: 'N-' });
		expect([first.total, first.pages, first.unions.length]).toEqual([51, 2, 50]);
		const beyond = await search(app, { text: 'N-', page: 9 });
		expect([beyond.page, beyond.unions.map(({ code }) => code)]).toEqual([2, ['N-150']]);
		expect((await search(app, { text: '没有' })).pages).toBe(1);
	});

	it('takes a choice as offered, as a code or as a name that is the only one', async () => {
		const app = await engine.createApp();
		const id = await makeUnion(app, { code: 'YX-01', name: '云溪 纺织厂工会' });
		await makeUnion(app, { code: 'YX-02', name: '同名工会' });
		await makeUnion(app, { code: 'YX-03', name: '同名工会' });
		for (const typed of ['YX-01 云溪 纺织厂工会', ' YX-01 ', '云溪 纺织厂工会'])
			expect((await findChosenUnion(app.db, null, typed))?.id).toBe(id);
		for (const typed of ['同名工会', 'YX-99', ''])
			expect(await findChosenUnion(app.db, null, typed)).toBeUndefined();
		const elsewhere = { subtrees: [], unions: [`/${await rootUnionId(app)}/`] };
		expect(await findChosenUnion(app.db, elsewhere, 'YX-01')).toBeUndefined();
	});
});
