import { APIError } from 'better-auth/api';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Cookies } from '@sveltejs/kit';
import type { Database } from '../database/open';
import { Refused } from '../refusals';
import type { Auth } from './auth';

const QUARTER_HOUR = 15 * 60;

/** Failed logins per user name and per address; the second is generous, since an office shares one address. Memory only. */
export function createLoginLimiter() {
	return {
		byName: new RateLimiterMemory({ points: 10, duration: QUARTER_HOUR }),
		byAddress: new RateLimiterMemory({ points: 200, duration: QUARTER_HOUR })
	};
}
export type LoginLimiter = ReturnType<typeof createLoginLimiter>;

/** Counts one try at a password. Refuses `too_many_logins`. */
export async function spendAttempt(
	limiter: LoginLimiter,
	name: string,
	address: string
): Promise<void> {
	try {
		await limiter.byAddress.consume(address);
		await limiter.byName.consume(name);
	} catch (rejected) {
		if (rejected instanceof Error) throw rejected;
		const { remainingPoints } = rejected as RateLimiterRes;
		if (remainingPoints <= 0) throw new Refused('too_many_logins');
	}
}

/** Signs in and returns the `Set-Cookie` lines. Refuses `bad_login`, `too_many_logins`, `disabled_account`. */
export async function login(
	db: Database,
	auth: Auth,
	limiter: LoginLimiter,
	credentials: { username: string; password: string; address: string }
): Promise<string[]> {
	const username = credentials.username.trim().toLowerCase();
	await spendAttempt(limiter, username, credentials.address);
	const user = await db
		.selectFrom('user')
		.select('disabled')
		.where('username', '=', username)
		.executeTakeFirst();
	try {
		const { headers } = await auth.api.signInUsername({
			body: { username, password: credentials.password },
			returnHeaders: true
		});
		if (user?.disabled) throw new Refused('disabled_account');
		await limiter.byName.delete(username);
		return headers.getSetCookie();
	} catch (error) {
		if (error instanceof APIError) throw new Refused('bad_login');
		throw error;
	}
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
