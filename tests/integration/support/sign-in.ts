import { readActor, type Actor } from '$lib/server/accounts/actor';
import { createAccount } from '$lib/server/accounts/create-account';
import { login, loginWithCode } from '$lib/server/accounts/login';
import { setPassword } from '$lib/server/accounts/password';
import type { App } from '$lib/server/app';
import type { Role } from '$lib/domain/words';
import { rootUnionId } from './factories';

export const ADDRESS = '192.0.2.7';

/** The headers of a browser's next request after these `Set-Cookie` lines. */
export function headersOf(setCookie: string[]): Headers {
	return new Headers({ cookie: setCookie.map((line) => line.split(';')[0]).join('; ') });
}

/** An account with a one-time password and one role, in the topmost union unless told otherwise. */
export async function newAccount(
	app: App,
	{ username = 'chen.jing', role = 'chair' as Role, unionId = '' } = {}
): Promise<{ userId: string; password: string }> {
	const roles = [{ role, unionId: unionId || (await rootUnionId(app)) }];
	return createAccount(app.db, app.auth, app.clock, { username, name: '陈静', roles }, null);
}

/** An account with a password of its own. */
export async function settledAccount(
	app: App,
	options: Parameters<typeof newAccount>[1] & { password?: string } = {}
): Promise<{ userId: string; password: string }> {
	const { userId } = await newAccount(app, options);
	const password = options.password ?? 'Yunxi-2026-Fang';
	await setPassword(app, userId, password, { temporary: false });
	return { userId, password };
}

export interface SignInOptions {
	username?: string;
	address?: string;
	browser?: string | null;
	/** What the browser brings along. */
	headers?: Headers;
}

/** Types a password at the login page. */
export async function signIn(
	app: App,
	password: string,
	{ username = 'chen.jing', address = ADDRESS, browser = null, headers }: SignInOptions = {}
): Promise<Headers> {
	const done = await login(app, { username, password, address, browser }, headers);
	return headersOf(done.setCookie);
}

/** Types a code at the second step. */
export async function typeCode(
	app: App,
	headers: Headers,
	code: string,
	{ address = ADDRESS, browser = null }: SignInOptions = {}
): Promise<Headers> {
	return headersOf((await loginWithCode(app, headers, { code, address, browser })).setCookie);
}

export async function actorOf(app: App, headers: Headers): Promise<Actor> {
	const actor = await readActor(app, headers);
	if (!actor) throw new Error('nobody is signed in');
	return actor;
}
