import { can } from '$lib/domain/permission';
import type { Role } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { fromJson, toInstant, type Instant } from '../database/values';

/** An invitation that nobody has used yet. */
export interface ListedInvitation {
	id: string;
	name: string;
	/** Name of whoever invited. */
	by: string;
	expiresAt: Instant;
	/** Its link does not work any more; a new one may be made. */
	expired: boolean;
	roles: { role: Role; unionName: string }[];
}

/** One's own invitations that are neither used nor taken back, or everybody's for an administrator; the latest first. */
export async function listInvitations(
	db: Database,
	clock: Clock,
	actor: Actor
): Promise<ListedInvitation[]> {
	const everyone = can(actor.roles, 'account.manage');
	const rows = await db
		.selectFrom('invitation')
		.innerJoin('user', 'user.id', 'invitation.created_by')
		.select(['invitation.id', 'invitation.name', 'roles', 'user.name as by'])
		.select(['expires_at as expiresAt'])
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null)
		.$if(!everyone, (query) => query.where('created_by', '=', actor.userId))
		.orderBy('invitation.created_at', 'desc')
		.orderBy('invitation.id')
		.execute();
	const now = toInstant(clock.now());
	const given = rows.map((row) => ({ ...row, roles: fromJson(row.roles) }));
	const names = await namesOf(
		db,
		given.flatMap(({ roles }) => roles.map(({ unionId }) => unionId))
	);
	return given.map(({ roles, ...row }) => ({
		...row,
		expired: row.expiresAt <= now,
		roles: roles.map(({ role, unionId }) => ({ role, unionName: names.get(unionId) ?? '' }))
	}));
}

/** Names of unions by their ids. */
export async function namesOf(db: Database, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('union')
		.select(['id', 'name'])
		.where('id', 'in', [...new Set(ids)])
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}
