import { expect, it } from 'vitest';
import { readActor } from '$lib/server/accounts/actor';
import { rescueAdministrator } from '$lib/server/accounts/rescue-administrator';
import { beginSecondFactor, hasSecondFactor } from '$lib/server/accounts/second-factor';
import { FAILURES } from '$lib/server/accounts/tries';
import { describeEachEngine } from '../support/engines';
import { actorOf, settledAccount, signIn } from '../support/sign-in';

const admin = { role: 'admin', username: 'lin.min' } as const;
const username = admin.username;

describeEachEngine('the rescue of an administrator', (engine) => {
	it('lets in again with a one-time password, without second factor or lock, though disabled', async () => {
		const app = await engine.createApp();
		const { userId, password } = await settledAccount(app, admin);
		const headers = await signIn(app, password, { username });
		await beginSecondFactor(app, userId);
		const now = new Date().toISOString() as never;
		await app.db.updateTable('second_factor').set({ confirmed_at: now }).execute();
		await app.db.updateTable('user').set({ disabled: 1 }).where('id', '=', userId).execute();
		for (let n = 0; n < 2 * FAILURES; n++) {
			const address = n % 2 ? '192.0.2.8' : '192.0.2.9';
			await expect(signIn(app, 'wrong', { username, address })).rejects.toThrow();
		}
		await expect(signIn(app, password, { username })).rejects.toMatchObject({
			code: 'account_locked'
		});

		const fresh = await rescueAdministrator(app, 'Lin.Min');

		expect(await readActor(app, headers)).toBeNull();
		await expect(signIn(app, password, { username })).rejects.toMatchObject({ code: 'bad_login' });
		const actor = await actorOf(app, await signIn(app, fresh, { username }));
		expect(actor.mustChangePassword).toBe(true);
		expect(await hasSecondFactor(app.db, userId)).toBe(false);
		const acts = await app.db
			.selectFrom('audit')
			.select(['user_id', 'noun_id', 'detail'])
			.where('action', '=', 'rescue')
			.execute();
		expect(acts).toMatchObject([{ user_id: null, noun_id: userId }]);
		expect(acts[0]?.detail).not.toContain(fresh);
	});

	it('is for administrators alone, and changes nothing for others', async () => {
		const app = await engine.createApp();
		const { password } = await settledAccount(app);
		await expect(rescueAdministrator(app, 'chen.jing')).rejects.toMatchObject({
			code: 'forbidden'
		});
		await expect(rescueAdministrator(app, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
		expect(await readActor(app, await signIn(app, password))).not.toBeNull();
	});
});
