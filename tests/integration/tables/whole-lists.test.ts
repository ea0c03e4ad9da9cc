import { expect, test } from 'vitest';
import { invite } from '$lib/server/invitations/invite';
import { makeActor } from '../support/actors';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { everyPage } from '../support/every-page';
import { makeUnion, rootUnionId } from '../support/factories';
import { makeSubordinate, makeSuperiorDraft, makeTownship } from '../support/superior';
import { visitPage } from '../support/visit-page';

interface Page<Row> {
	rows: Row[];
	pages: number;
}

describeEachEngine('a list that is read whole and shown in pages', (engine) => {
	test('invitations: by name as it sounds, by their end, found by person or union', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const mill = await makeUnion(app, { name: '云溪纺织厂工会' });
		const shop = await makeUnion(app, { name: '百货店工会' });
		const admin = await makeActor(app, 'admin', await rootUnionId(app));
		const names = ['赵一', '阿敏', '李四', '白萍'];
		for (let n = 0; n < 56; n++) {
			const name = names[n] ?? `王${n}`;
			await invite(app, admin, {
				...{ name, roles: [{ role: 'chair', unionId: n % 2 ? mill : shop }] }
			});
			if (n % 8 === 0) clock.advance(5);
		}
		const listed = async (address: string) =>
			everyPage(async (page) => {
				type Data = { invitations: Page<{ id: string; name: string; expiresAt: string }> };
				const visited = { route: '/office/invitations', address: `${address}&page=${page}` };
				return (await visitPage<Data>(app, admin, visited)).invitations;
			});
		const byName = await listed('sort=name');
		expect(new Set(byName.map(({ id }) => id)).size).toBe(56);
		// By sound: ā, bái, lǐ, wáng, zhào; 王4 before 王40.
		const order = byName.map(({ name }) => name);
		expect([...order.slice(0, 5), order.at(-1)]).toEqual([
			...['阿敏', '白萍', '李四', '王4', '王5', '赵一']
		]);
		const ends = (await listed('sort=-expires')).map(({ expiresAt }) => expiresAt);
		expect(ends).toEqual(ends.toSorted().toReversed());
		expect(await listed('q=纺织')).toHaveLength(28);
		expect((await listed('q=白萍')).map(({ name }) => name)).toEqual(['白萍']);
		expect(await listed('sort=toString')).toEqual(await listed(''));
	});

	test('electors: by code, kind and whether the chair is vacant, on every page', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 101);
		await makeSubordinate(app, township.unionId, { kind: 'institution' });
		await makeSubordinate(app, township.unionId, { chair: false });
		const { surveyId } = await makeSuperiorDraft(app, township);
		const actor = await makeActor(app, 'supervisor', await rootUnionId(app));
		const listed = async (address: string) =>
			everyPage(async (page) => {
				type Elector = { unionId: string; code: string; kind: string; vacant: boolean };
				type Data = { electors: Elector[]; pages: number };
				const visited = { params: { survey: surveyId }, address: `${address}&page=${page}` };
				const route = '/office/surveys/[survey]/electors';
				const { electors, pages } = await visitPage<Data>(app, actor, { route, ...visited });
				return { rows: electors, pages };
			});
		const asItIs = await listed('');
		expect(new Set(asItIs.map(({ unionId }) => unionId)).size).toBe(103);
		expect((await listed('sort=-vacant'))[0]).toMatchObject({ vacant: true });
		expect((await listed('sort=vacant')).at(-1)).toMatchObject({ vacant: true });
		const kinds = (await listed('sort=-kind')).map(({ kind }) => kind);
		expect(new Set(kinds.slice(0, 102)).size + new Set(kinds.slice(102)).size).toBe(2);
		const [{ code } = { code: '' }] = asItIs;
		expect((await listed(`q=${code}`))[0]?.code).toBe(code);
		expect(await listed('sort=-')).toHaveLength(103);
	});
});
