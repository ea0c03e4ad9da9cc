import { expect, test } from 'vitest';
import { createToken } from '$lib/server/api-tokens/create-token';
import { findToken } from '$lib/server/api-tokens/find-token';
import { listTokens } from '$lib/server/api-tokens/list-tokens';
import { revokeToken } from '$lib/server/api-tokens/revoke-token';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';

describeEachEngine('tokens', (engine) => {
	test('act for the account that made them, with the roles it has then', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app);
		const by = await makeUser(app, { role: 'supervisor', unionId });
		const make = { name: '考评系统', scopes: ['results' as const], days: 30 };
		const token = await createToken(app.db, app.clock, make, by);
		expect(await findToken(app.db, app.clock, token)).toMatchObject({
			scopes: ['results'],
			actor: { userId: by, roles: [{ role: 'supervisor', unionId }] }
		});
		await app.db.deleteFrom('role').where('user_id', '=', by).execute();
		expect(await findToken(app.db, app.clock, token)).toMatchObject({ actor: { roles: [] } });
		await app.db.updateTable('user').set({ disabled: 1 }).where('id', '=', by).execute();
		expect(await findToken(app.db, app.clock, token)).toBeNull();
	});

	test('are kept as hashes, and of their use the day alone', async () => {
		const app = await engine.createApp();
		const by = await makeUser(app, { unionId: await rootUnionId(app) });
		const make = { name: '考评系统', scopes: ['results' as const], days: 30 };
		const token = await createToken(app.db, app.clock, make, by);
		await findToken(app.db, app.clock, token);
		const row = await app.db.selectFrom('api_token').selectAll().executeTakeFirstOrThrow();
		const audit = await app.db.selectFrom('audit').selectAll().execute();
		expect(JSON.stringify([row, audit])).not.toContain(token.slice(3));
		expect(row.last_used_on).toMatch(/^\d{4}-\d\d-\d\d$/);
	});

	test('stop working after their last day, and at once when revoked', async () => {
		const clock = testClock('2026-11-22T02:00:00Z');
		const app = await engine.createApp({ clock });
		const by = await makeUser(app, { unionId: await rootUnionId(app) });
		const stranger = await makeUser(app, { unionId: await rootUnionId(app) });
		const make = { name: '考评系统', scopes: ['results' as const], days: 30 };
		const [one, other] = [
			await createToken(app.db, clock, make, by),
			await createToken(app.db, clock, { ...make, days: 90 }, by)
		];
		const works = async (token: string) => (await findToken(app.db, clock, token)) !== null;
		clock.set('2026-12-22T15:59:00Z');
		expect(await works(one)).toBe(true);
		clock.set('2026-12-22T16:01:00Z');
		expect([await works(one), await works(other)]).toEqual([false, true]);
		const found = await findToken(app.db, clock, other);
		const which = { tokenId: found?.tokenId ?? '', anybody: false };
		await expect(revokeToken(app.db, clock, which, stranger)).rejects.toMatchObject({
			code: 'not_found'
		});
		expect(await works(other)).toBe(true);
		await revokeToken(app.db, clock, which, by);
		await revokeToken(app.db, clock, { ...which, anybody: true }, stranger);
		expect(await works(other)).toBe(false);
		expect(await findToken(app.db, clock, `${other}x`)).toBeNull();
		expect((await listTokens(app.db, clock, by)).map(({ state }) => state).toSorted()).toEqual([
			'expired',
			'revoked'
		]);
		expect(await listTokens(app.db, clock, stranger)).toEqual([]);
		const acts = await app.db.selectFrom('audit').select('action').execute();
		expect(acts.filter(({ action }) => action === 'revoke')).toHaveLength(1);
	});
});
