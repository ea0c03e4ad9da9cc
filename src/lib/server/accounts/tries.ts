import { createHash } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { sql } from 'kysely';
import { instantToShanghai } from '$lib/domain/clock-time';
import type { App } from '../app';
import type { Database } from '../database/open';
import { toInstant, type Instant } from '../database/values';
import { Refused, type RefusalCode } from '../refusals';

const MINUTE = 60_000;
const WINDOW = 15 * MINUTE;
/** Failures within a quarter of an hour that lock a user name, for everybody but browsers that signed in to it before. */
export const FAILURES = 10;
/** Failures of one address with one name: so few that one place alone does not lock an account. */
export const FAILURES_AT_ADDRESS = 5;

/** One try at a password or a code. */
export interface Try {
	/** As typed, in small letters. */
	username: string;
	address: string;
	/** The browser, if it has signed in to this account before: see `known-browser.ts`. */
	browser: string | null;
}

/** Failed tries of a quarter of an hour by address, in memory only: addresses are stored nowhere. */
export function createLoginLimiter() {
	const duration = WINDOW / 1000;
	return {
		byPair: new RateLimiterMemory({ points: FAILURES_AT_ADDRESS, duration }),
		byAddress: new RateLimiterMemory({ points: 2000, duration })
	};
}
export type LoginLimiter = ReturnType<typeof createLoginLimiter>;

const pairOf = ({ username, address }: Try) => `${address} ${username}`;

/** How a user name stands in the table of locks. */
export function hashName(username: string): string {
	return createHash('sha256').update(`name ${username}`).digest('hex');
}

function keyOf({ username, browser }: Try): string {
	if (browser === null) return hashName(username);
	return createHash('sha256').update(`browser ${browser} ${username}`).digest('hex');
}

/**
 * Counts one try before it is checked, so that tries at once count too. Whether an account has the name makes no
 * difference. Refuses `too_many_logins`, `account_locked`, each with the time from which it may be tried again.
 */
export async function spendTry({ db, clock, loginLimiter }: App, tried: Try): Promise<void> {
	const now = clock.now();
	try {
		// The pair first: what it refuses is counted nowhere else.
		await loginLimiter.byPair.consume(pairOf(tried));
		await loginLimiter.byAddress.consume(tried.address);
	} catch (rejected) {
		if (rejected instanceof Error) throw rejected;
		const { msBeforeNext } = rejected as RateLimiterRes;
		throw refusedUntil('too_many_logins', new Date(now.getTime() + msBeforeNext));
	}
	const until = await countStored(db, tried, now);
	if (until) throw refusedUntil('account_locked', new Date(until));
}

/** Counts a try in the database; the end of the lock where one is in force, which the try does not prolong. */
async function countStored(db: Database, tried: Try, now: Date): Promise<Instant | null> {
	const [at, key] = [toInstant(now), keyOf(tried)];
	const oldest = toInstant(new Date(now.getTime() - WINDOW));
	const lockEnd = toInstant(new Date(now.getTime() + WINDOW));
	const stale = sql<boolean>`(since <= ${oldest} or locked_until is not null)`;
	await db
		.insertInto('login_lock')
		.values({
			key,
			name_hash: hashName(tried.username),
			failures: 0,
			since: at,
			locked_until: null
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	// One statement: two servers that count at once both count.
	const { numUpdatedRows } = await db
		.updateTable('login_lock')
		.set({
			failures: sql`case when ${stale} then 1 else failures + 1 end`,
			since: sql`case when ${stale} then ${at} else since end`,
			locked_until: sql`case when not ${stale} and failures + 1 >= ${FAILURES} then ${lockEnd} end`
		})
		.where('key', '=', key)
		.where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<=', at)]))
		.executeTakeFirst();
	if (numUpdatedRows === 1n) return null;
	const row = await db
		.selectFrom('login_lock')
		.select('locked_until')
		.where('key', '=', key)
		.executeTakeFirst();
	return row?.locked_until ?? lockEnd;
}

/** Takes back a try that was right while another proof is still missing: earlier failures keep counting. */
export async function refundTry({ db, loginLimiter }: App, tried: Try): Promise<void> {
	await loginLimiter.byPair.reward(pairOf(tried));
	await loginLimiter.byAddress.reward(tried.address);
	await db
		.updateTable('login_lock')
		.set({ failures: sql`failures - 1`, locked_until: null })
		.where('key', '=', keyOf(tried))
		.where('failures', '>', 0)
		.execute();
}

/** Forgets the failures of somebody who proved to be the owner. */
export async function forgetTries({ db, clock, loginLimiter }: App, tried: Try): Promise<void> {
	await loginLimiter.byPair.delete(pairOf(tried));
	await loginLimiter.byAddress.reward(tried.address);
	const oldest = toInstant(new Date(clock.now().getTime() - WINDOW));
	await db
		.deleteFrom('login_lock')
		.where((eb) =>
			eb.or([
				eb('key', '=', keyOf(tried)),
				// What others left behind; locks of now are younger than this.
				eb.and([
					eb('since', '<', oldest),
					eb.or([eb('locked_until', 'is', null), eb('locked_until', '<', oldest)])
				])
			])
		)
		.execute();
}

/** Until when each of these user names is locked. */
export async function readLocks(db: Database, now: Date): Promise<Map<string, Instant>> {
	const rows = await db
		.selectFrom('login_lock')
		.select(['name_hash', 'locked_until'])
		.where('locked_until', '>', toInstant(now))
		.execute();
	return new Map(
		rows.flatMap((row) => (row.locked_until ? [[row.name_hash, row.locked_until]] : []))
	);
}

function refusedUntil(code: RefusalCode, end: Date): Refused {
	// Rounded up: told 10:44 for 10:44:30, somebody would come back too early.
	const minute = new Date(Math.ceil(end.getTime() / MINUTE) * MINUTE);
	return new Refused(code, `${instantToShanghai(toInstant(minute))?.slice(11)} 以后才能再试`);
}
