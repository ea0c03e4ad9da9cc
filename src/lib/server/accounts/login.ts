import { APIError } from 'better-auth/api';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Cookies } from '@sveltejs/kit';
import type { Database } from '../database/open';
import { Refused } from '../refusals';
import type { Auth } from './auth';
import { checkPassword } from './password';

const QUARTER_HOUR = 15 * 60;

/**
 * Failed logins in a quarter of an hour, in memory only. What stops guessing is the limit per address and name: a stranger
 * who uses it up locks out nobody else. The limits per name (from all addresses) and per address (an office may share one)
 * are so high that only an attack reaches them.
 */
export function createLoginLimiter() {
	return {
		byPair: new RateLimiterMemory({ points: 10, duration: QUARTER_HOUR }),
		byAddress: new RateLimiterMemory({ points: 2000, duration: QUARTER_HOUR }),
		byName: new RateLimiterMemory({ points: 1000, duration: QUARTER_HOUR })
	};
}
export type LoginLimiter = ReturnType<typeof createLoginLimiter>;

function pairOf(name: string, address: string): string {
	return `${address} ${name}`;
}

/** Counts one try at a password before it is checked, so that tries at once count too. Refuses `too_many_logins`. */
export async function spendAttempt(
	limiter: LoginLimiter,
	name: string,
	address: string
): Promise<void> {
	try {
		// The pair first: what it refuses is not counted against the name.
		await limiter.byPair.consume(pairOf(name, address));
		await limiter.byAddress.consume(address);
		await limiter.byName.consume(name);
	} catch (rejected) {
		if (rejected instanceof Error) throw rejected;
		const { remainingPoints } = rejected as RateLimiterRes;
		if (remainingPoints <= 0) throw new Refused('too_many_logins');
	}
}

/** Takes back a try whose password was right: only failures count. */
export async function refundAttempt(
	limiter: LoginLimiter,
	name: string,
	address: string
): Promise<void> {
	await limiter.byPair.delete(pairOf(name, address));
	await limiter.byAddress.reward(address);
	await limiter.byName.reward(name);
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
		.select(['id', 'disabled'])
		.where('username', '=', username)
		.executeTakeFirst();
	// Tested before signing in, which would leave a session behind; only who knows the password is told.
	if (user?.disabled) {
		const known = await checkPassword(db, auth, user.id, credentials.password);
		throw new Refused(known ? 'disabled_account' : 'bad_login');
	}
	try {
		const { headers } = await auth.api.signInUsername({
			body: { username, password: credentials.password },
			returnHeaders: true
		});
		await refundAttempt(limiter, username, credentials.address);
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
