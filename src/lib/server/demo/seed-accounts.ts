import type { App } from '../app';
import { readActorById } from '../accounts/actor';
import { createAccount } from '../accounts/create-account';
import { makePassword, setPassword } from '../accounts/password';
import { invite } from '../invitations/invite';
import type { Role } from '$lib/domain/words';
import type { SeededUnions } from './seed-unions';

/** Who can sign in to the demo: user name, what they show a visitor, role and union code. */
const demoAccounts = [
	{ username: 'admin', name: '系统管理员', role: 'admin', code: 'JH' },
	{ username: 'shi', name: '市总工会 组织部', role: 'supervisor', code: 'JH' },
	{ username: 'shikaoping', name: '市总工会 考评员', role: 'reviewer', code: 'JH' },
	{ username: 'xian', name: '县总工会 组织部', role: 'supervisor', code: 'YX' },
	{ username: 'kaoping', name: '县总工会 考评员', role: 'reviewer', code: 'YX' },
	{ username: 'xianganshi', name: '县总工会 干事', role: 'staff', code: 'YX' },
	{ username: 'kaifaqu', name: '开发区总工会', role: 'supervisor', code: 'YX-01' },
	{ username: 'zhuxi', name: '云溪纺织 工会主席', role: 'chair', code: 'YX-01-01' },
	{ username: 'ganshi', name: '云溪纺织 工会干事', role: 'staff', code: 'YX-01-01' }
] as const satisfies { username: string; name: string; role: Role; code: string }[];

/** Creates the demo's accounts and returns their ids by user name. */
export async function seedAccounts(app: App, seeded: SeededUnions): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const { username, name, role, code } of demoAccounts) {
		const unionId = seeded.unionIds.get(code) ?? '';
		const account = { username, name, roles: [{ role, unionId }] };
		const { userId } = await createAccount(app.db, app.auth, app.clock, account, null);
		ids.set(username, userId);
	}
	await seedInvitation(app, ids.get('xian') ?? '', seeded.unionIds.get('YX-01-02') ?? '');
	return ids;
}

/** An invitation that waits for somebody; its link was never shown. */
async function seedInvitation(app: App, by: string, unionId: string): Promise<void> {
	const supervisor = await readActorById(app.db, by);
	if (!supervisor || !unionId) return;
	await invite(app, supervisor, { name: '周琳', roles: [{ role: 'staff', unionId }] });
}

/**
 * Gives every demo account a fresh random password and returns what to print. Done at each start of the demo, so that no
 * password is ever known beforehand and none has to be kept.
 */
export async function renewDemoPasswords(
	app: App
): Promise<{ username: string; name: string; password: string }[]> {
	const users = await app.db
		.selectFrom('user')
		.select(['id', 'username', 'name'])
		.where(
			'username',
			'in',
			demoAccounts.map(({ username }) => username)
		)
		.execute();
	const logins = [];
	for (const { id, username, name } of users) {
		const password = makePassword();
		await setPassword(app, id, password, { temporary: false });
		logins.push({ username: username ?? '', name, password });
	}
	return logins;
}
