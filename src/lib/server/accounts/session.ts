import type { App } from '../app';
import { toInstant, type Flag, type Instant } from '../database/values';
import { readSignInRules, type SignInRules } from './sign-in-rules';

const MINUTE = 60_000;
/** However busy it is. */
export const LIFETIME = 12 * 60 * MINUTE;
/** How long a session waits for its second factor. */
const PENDING_LIFETIME = 10 * MINUTE;

/** A session that is alive. */
export interface OpenSession {
	id: string;
	userId: string;
	pending: boolean;
	acting: string | null;
	rules: SignInRules;
}

interface Times {
	pending: Flag;
	started_at: Instant | null;
	seen_at: Instant | null;
}

/** Starts a session and returns its `Set-Cookie` lines; `pending` while the second factor is missing. */
export async function startSession(
	{ db, auth, clock }: App,
	userId: string,
	{ pending }: { pending: boolean }
): Promise<string[]> {
	const { headers, response } = await auth.api.startSession({
		body: { userId },
		returnHeaders: true
	});
	const at = toInstant(clock.now());
	// Until this line the session has no times and is over.
	await db
		.updateTable('session')
		.set({ started_at: at, seen_at: at, pending: pending ? 1 : 0 })
		.where('token', '=', response.token)
		.execute();
	return headers.getSetCookie();
}

/**
 * The session of a request, or null; one that is past its time is removed. `quiet`: the request is not the person's own
 * doing and does not keep the session alive.
 */
export async function findSession(
	app: App,
	headers: Headers,
	{ quiet = false } = {}
): Promise<OpenSession | null> {
	const { db, auth, clock } = app;
	const found = await auth.api.getSession({ headers });
	if (!found) return null;
	const row = await db
		.selectFrom('session')
		.select(['id', 'user_id', 'pending', 'acting', 'started_at', 'seen_at'])
		.where('id', '=', found.session.id)
		.executeTakeFirst();
	if (!row) return null;
	const [now, rules] = [clock.now(), await readSignInRules(db)];
	if (isOver(row, rules, now)) {
		await db.deleteFrom('session').where('id', '=', row.id).execute();
		return null;
	}
	if (!quiet) await noteSeen(app, row, now);
	const { id, user_id: userId, pending, acting } = row;
	return { id, userId, pending: pending === 1, acting, rules };
}

/** Whether a session is past its time: of the second step, of its life, or without a request. */
export function isOver(
	{ pending, started_at, seen_at }: Times,
	rules: SignInRules,
	now: Date
): boolean {
	if (!started_at || !seen_at) return true;
	const [age, idle] = [started_at, seen_at].map((at) => now.getTime() - Date.parse(at)) as [
		number,
		number
	];
	if (pending) return age >= PENDING_LIFETIME;
	return age >= LIFETIME || idle >= rules.idleMinutes * MINUTE;
}

/** Once a minute is enough, and spares the database a write for every page. */
async function noteSeen({ db }: App, row: { id: string } & Times, now: Date): Promise<void> {
	if (row.seen_at && now.getTime() - Date.parse(row.seen_at) < MINUTE) return;
	await db
		.updateTable('session')
		.set({ seen_at: toInstant(now) })
		.where('id', '=', row.id)
		.execute();
}
