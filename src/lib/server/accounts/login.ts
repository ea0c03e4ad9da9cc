import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import type { Cookies } from '@sveltejs/kit';
import type { App } from '../app';
import { Refused } from '../refusals';
import type { Auth } from './auth';
import { checkPassword, hashPassword } from './password';
import { hasSecondFactor, spendSecondFactor } from './second-factor';
import { findSession, startSession } from './session';
import { forgetTries, refundTry, spendTry, type Try } from './tries';

/** What became of a login. */
export interface LoggedIn {
	setCookie: string[];
	/** The password was right and a code is still asked for: the cookie is of a session that opens nothing else. */
	pending: boolean;
	/** As it is stored. */
	username: string;
}

/**
 * Signs in with a password. A session that the browser brought along ends: nobody goes on in one that somebody else knows.
 * Refuses `bad_login`, `too_many_logins`, `account_locked`, `disabled_account`.
 */
export async function login(
	app: App,
	credentials: Try & { password: string },
	headers = new Headers()
): Promise<LoggedIn> {
	const username = credentials.username.trim().toLowerCase();
	const tried = { ...credentials, username };
	await spendTry(app, tried);
	const user = await app.db
		.selectFrom('user')
		.select(['id', 'disabled'])
		.where('username', '=', username)
		.executeTakeFirst();
	const known = user ? await checkPassword(app.db, app.auth, user.id, credentials.password) : false;
	// Whether there is such an account must not show in how long the answer takes.
	if (!user) await hashPassword(app.auth, credentials.password);
	if (!user || !known) throw new Refused('bad_login');
	// Only who knows the password is told.
	if (user.disabled) throw new Refused('disabled_account');
	const pending = await hasSecondFactor(app.db, user.id);
	// Somebody who knows the password must not win back tries at the code by typing it again.
	await (pending ? refundTry(app, tried) : forgetTries(app, tried));
	await endPresented(app, headers);
	return { setCookie: await startSession(app, user.id, { pending }), pending, username };
}

/** The account whose password was right and whose code is still missing, or null. */
export async function readPending(
	app: App,
	headers: Headers
): Promise<{ id: string; username: string } | null> {
	const session = await findSession(app, headers);
	if (!session?.pending) return null;
	const user = await app.db
		.selectFrom('user')
		.select(['id', 'username', 'disabled'])
		.where('id', '=', session.userId)
		.executeTakeFirst();
	return user && !user.disabled ? { id: user.id, username: user.username ?? '' } : null;
}

/**
 * The second step: a code of the authenticator app or a recovery code, in a session that waits for one. It ends and
 * another one begins. Refuses `session_over`, `bad_code`, `too_many_logins`, `account_locked`.
 */
export async function loginWithCode(
	app: App,
	headers: Headers,
	{ code, address, browser }: { code: string; address: string; browser: string | null }
): Promise<LoggedIn> {
	const user = await readPending(app, headers);
	if (!user) throw new Refused('session_over');
	const tried = { username: user.username, address, browser };
	await spendTry(app, tried);
	if (!(await spendSecondFactor(app, user, code))) throw new Refused('bad_code');
	await forgetTries(app, tried);
	await endPresented(app, headers);
	const setCookie = await startSession(app, user.id, { pending: false });
	return { setCookie, pending: false, username: user.username };
}

async function endPresented(app: App, headers: Headers): Promise<void> {
	const presented = await app.auth.api.getSession({ headers });
	if (presented)
		await app.db.deleteFrom('session').where('id', '=', presented.session.id).execute();
}

/** Ends the session of the request and returns the `Set-Cookie` lines that clear it. */
export async function logout(auth: Auth, headers: Headers): Promise<string[]> {
	const answer = await auth.api.signOut({ headers, returnHeaders: true });
	return answer.headers.getSetCookie();
}

/** The office's cookies go to office pages only, so a member's page never receives one, and are Secure behind TLS. */
export function setOfficeCookies(cookies: Cookies, setCookie: string[], url: URL): void {
	for (const [name, attributes] of setCookie.flatMap((line) => [...parseSetCookieHeader(line)])) {
		cookies.set(name, attributes.value, {
			...toCookieOptions(attributes),
			path: '/office',
			secure: url.protocol === 'https:'
		});
	}
}
