import type { HeldRole } from '$lib/domain/permission';
import type { App } from '../app';
import type { Database } from '../database/open';
import type { Flag, Instant } from '../database/values';
import { hasSecondFactor } from './second-factor';
import { findSession } from './session';
import type { SignInRules } from './sign-in-rules';

/** A role with the union's name, as pages show it. */
export type ActorRole = HeldRole & { unionName: string };

/** The signed-in account of a request, with the roles it holds. */
export interface Actor {
	userId: string;
	name: string;
	username: string;
	/** The password is a one-time one, or too old. */
	mustChangePassword: boolean;
	/** All roles: permissions and conflicts of interest look at these. */
	roles: ActorRole[];
	/** The role chosen now, which home page and navigation follow; null: none in particular, or no session. */
	acting: ActorRole | null;
	/** Null for an account that acts without a browser. */
	session: ActorSession | null;
}

export interface ActorSession {
	id: string;
	idleMinutes: number;
	/** A second factor is required of this account and not there yet. */
	mustEnrol: boolean;
	/** Why the password must be changed: it is older than the rules allow. */
	passwordExpired: boolean;
}

/** Who sent the request, or null; a disabled account is nobody, nor is one whose second factor is still missing. */
export async function readActor(
	app: App,
	headers: Headers,
	{ quiet = false } = {}
): Promise<Actor | null> {
	const session = await findSession(app, headers, { quiet });
	if (!session || session.pending) return null;
	const user = await readUser(app.db, session.userId);
	if (!user || user.disabled) return null;
	const actor = await toActor(app.db, user);
	const passwordExpired = isExpired(user, session.rules, app.clock.now());
	return {
		...actor,
		mustChangePassword: actor.mustChangePassword || passwordExpired,
		acting: actor.roles.find((role) => actingKey(role) === session.acting) ?? null,
		session: {
			id: session.id,
			idleMinutes: session.rules.idleMinutes,
			mustEnrol: await mustEnrol(app.db, actor, session.rules),
			passwordExpired
		}
	};
}

/** An account with the roles it holds now, or null; a disabled account is nobody. */
export async function readActorById(db: Database, userId: string): Promise<Actor | null> {
	const user = await readUser(db, userId);
	return !user || user.disabled ? null : toActor(db, user);
}

/** How a role is kept with the session in which it was chosen. */
export function actingKey({ role, unionId }: { role: string; unionId: string }): string {
	return `${role} ${unionId}`;
}

/** The account as home page and navigation see it: with the role chosen now alone. Never for what is allowed. */
export function asActing(actor: Actor): Actor {
	return actor.acting ? { ...actor, roles: [actor.acting] } : actor;
}

interface User {
	id: string;
	name: string;
	username: string | null;
	disabled: Flag;
	must_change_password: Flag;
	password_set_at: Instant | null;
	created_at: Instant;
}

async function readUser(db: Database, id: string): Promise<User | undefined> {
	return db
		.selectFrom('user')
		.select(['id', 'name', 'username', 'disabled', 'must_change_password'])
		.select(['password_set_at', 'created_at'])
		.where('id', '=', id)
		.executeTakeFirst();
}

async function toActor(db: Database, user: User): Promise<Actor> {
	const roles = await db
		.selectFrom('role')
		.innerJoin('union', 'union.id', 'role.union_id')
		.select(['role.role', 'role.union_id as unionId', 'union.path', 'union.name as unionName'])
		.where('role.user_id', '=', user.id)
		.orderBy('union.path')
		.orderBy('role.role')
		.execute();
	return {
		userId: user.id,
		name: user.name,
		username: user.username ?? '',
		mustChangePassword: user.must_change_password === 1,
		roles,
		acting: null,
		session: null
	};
}

const DAY = 24 * 60 * 60 * 1000;

function isExpired(user: User, { passwordDays }: SignInRules, now: Date): boolean {
	if (passwordDays === 0) return false;
	const set = Date.parse(user.password_set_at ?? user.created_at);
	return now.getTime() - set >= passwordDays * DAY;
}

async function mustEnrol(db: Database, actor: Actor, rules: SignInRules): Promise<boolean> {
	if (rules.secondFactor !== 'privileged') return false;
	const privileged = actor.roles.some(({ role }) => role === 'admin' || role === 'supervisor');
	return privileged && !(await hasSecondFactor(db, actor.userId));
}
