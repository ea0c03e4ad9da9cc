import { expect, it } from 'vitest';
import { findRoles } from '$lib/server/accounts/account-form';
import { readActor } from '$lib/server/accounts/actor';
import { editAccount, resetPassword, setDisabled } from '$lib/server/accounts/edit-account';
import { listAccounts, readAccount } from '$lib/server/accounts/list-accounts';
import { logout } from '$lib/server/accounts/login';
import type { App } from '$lib/server/app';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import { newAccount, signIn } from '../support/sign-in';

async function admin(app: App): Promise<string> {
	return makeUser(app, { role: 'admin', unionId: await rootUnionId(app) });
}

describeEachEngine('accounts', (engine) => {
	it('sign in by user name in any case, and out', async () => {
		const app = await engine.createApp();
		const { password, userId } = await newAccount(app, { username: 'Chen.Jing' });
		const headers = await signIn(app, password, { username: ' CHEN.jing ' });
		const actor = await readActor(app, headers);
		expect(actor).toMatchObject({ userId, username: 'chen.jing', mustChangePassword: true });
		expect(actor?.roles).toMatchObject([{ role: 'chair' }]);
		await logout(app.auth, headers);
		expect(await readActor(app, headers)).toBeNull();
	});

	it('are refused alike for a wrong password and a user that is not there', async () => {
		const app = await engine.createApp();
		await newAccount(app);
		await expect(signIn(app, 'wrong')).rejects.toMatchObject({ code: 'bad_login' });
		await expect(signIn(app, 'wrong', { username: 'nobody' })).rejects.toMatchObject({
			code: 'bad_login'
		});
		await expect(signIn(app, '', { username: '' })).rejects.toMatchObject({ code: 'bad_login' });
	});

	it('have user names of their own', async () => {
		const app = await engine.createApp();
		const outcomes = await Promise.allSettled([
			newAccount(app),
			newAccount(app, { username: 'CHEN.jing' })
		]);
		const refused = outcomes.filter(({ status }) => status === 'rejected');
		expect(refused).toMatchObject([{ reason: { code: 'username_taken' } }]);
		const names = (await listAccounts(app.db, app.clock.now())).map(({ username }) => username);
		expect(names).toEqual(['chen.jing']);
	});

	it('disabled are signed out at once and stay out, until enabled', async () => {
		const app = await engine.createApp();
		const [by, { userId, password }] = [await admin(app), await newAccount(app)];
		const headers = await signIn(app, password);
		await setDisabled(app, userId, true, by);
		expect(await readActor(app, headers)).toBeNull();
		await expect(signIn(app, password)).rejects.toMatchObject({ code: 'disabled_account' });
		await expect(signIn(app, 'wrong')).rejects.toMatchObject({ code: 'bad_login' });
		expect(await app.db.selectFrom('session').select('id').execute()).toEqual([]);
		await setDisabled(app, userId, false, by);
		expect(await readActor(app, headers)).toBeNull();
		expect(await readActor(app, await signIn(app, password))).not.toBeNull();
	});

	it('get a new one-time password that ends the old one and every session', async () => {
		const app = await engine.createApp();
		const [by, { userId, password }] = [await admin(app), await newAccount(app)];
		const headers = await signIn(app, password);
		const fresh = await resetPassword(app, userId, by);
		expect(await readActor(app, headers)).toBeNull();
		await expect(signIn(app, password)).rejects.toMatchObject({ code: 'bad_login' });
		const actor = await readActor(app, await signIn(app, fresh));
		expect(actor?.mustChangePassword).toBe(true);
		await expect(resetPassword(app, 'nobody', by)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('change roles from the next request on', async () => {
		const app = await engine.createApp();
		const [by, { userId, password }] = [await admin(app), await newAccount(app)];
		const headers = await signIn(app, password);
		const unionId = await makeUnion(app, { code: 'YX-01', name: '纺织厂工会' });
		await editAccount(app, userId, { name: '陈静静', roles: [{ role: 'staff', unionId }] }, by);
		const actor = await readActor(app, headers);
		expect(actor?.roles).toMatchObject([{ role: 'staff', unionId }]);
		expect(await readAccount(app.db, app.clock.now(), userId)).toMatchObject({
			name: '陈静静',
			roles: [{ role: 'staff', unionCode: 'YX-01' }]
		});
		const listed = await listAccounts(app.db, app.clock.now());
		expect(listed.find(({ id }) => id === userId)?.roles).toMatchObject([
			{ unionName: '纺织厂工会' }
		]);
	});

	it('leave the acting administrator in office', async () => {
		const app = await engine.createApp();
		const [by, unionId] = [await admin(app), await rootUnionId(app)];
		await expect(setDisabled(app, by, true, by)).rejects.toMatchObject({ code: 'own_account' });
		const roles = [{ role: 'chair' as const, unionId }];
		await expect(editAccount(app, by, { name: '甲', roles }, by)).rejects.toMatchObject({
			code: 'own_account'
		});
	});

	it('of two administrators who disable or degrade each other at once leave one', async () => {
		const app = await engine.createApp();
		const [first, second] = [await admin(app), await admin(app)];
		const chair = [{ role: 'chair' as const, unionId: await rootUnionId(app) }];
		const degraded = await Promise.allSettled([
			editAccount(app, first, { name: '甲', roles: chair }, second),
			editAccount(app, second, { name: '乙', roles: chair }, first)
		]);
		expect(degraded.filter(({ status }) => status === 'rejected')).toMatchObject([
			{ reason: { code: 'forbidden' } }
		]);
		const [left = ''] = degraded[0].status === 'rejected' ? [first] : [second];
		const third = await admin(app);
		const disabled = await Promise.allSettled([
			setDisabled(app, left, true, third),
			setDisabled(app, third, true, left)
		]);
		expect(disabled.filter(({ status }) => status === 'rejected')).toHaveLength(1);
		const accounts = await listAccounts(app.db, app.clock.now());
		const inOffice = accounts.filter(
			({ disabled, roles }) => !disabled && roles.some(({ role }) => role === 'admin')
		);
		expect(inOffice).toHaveLength(1);
	});

	it('write every act of the administrator into the audit', async () => {
		const app = await engine.createApp();
		const [by, { userId }] = [await admin(app), await newAccount(app)];
		await resetPassword(app, userId, by);
		await setDisabled(app, userId, true, by);
		await setDisabled(app, userId, false, by);
		const lines = await app.db
			.selectFrom('audit')
			.selectAll()
			.where('noun_id', '=', userId)
			.execute();
		expect(lines.map(({ action }) => action).sort()).toEqual(
			['create', 'disable', 'enable', 'reset_password'].sort()
		);
	});

	it('take roles from rows that are whole', async () => {
		const app = await engine.createApp();
		const unionId = await makeUnion(app, { code: 'YX-01', name: '纺织厂工会' });
		const read = (typed: Record<string, string>) => findRoles(app.db, typed);
		const row = { role0: 'chair', union0: 'YX-01 纺织厂工会' };
		expect(await read({ ...row, role1: '', union1: '' })).toEqual([{ role: 'chair', unionId }]);
		expect(await read({ ...row, role1: 'chair', union1: 'YX-01' })).toHaveLength(1);
		await expect(read({ role0: 'chair', union0: '' })).rejects.toMatchObject({
			code: 'role_unclear'
		});
		await expect(read({ role0: 'emperor', union0: 'YX-01' })).rejects.toMatchObject({
			code: 'role_unclear'
		});
		await expect(read({ role0: 'chair', union0: '别处' })).rejects.toMatchObject({
			code: 'union_unknown'
		});
		await expect(read({})).rejects.toMatchObject({ code: 'role_needed' });
	});
});
