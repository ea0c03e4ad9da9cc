import { readActorById } from '../accounts/actor';
import { insertAccount, type NewAccount } from '../accounts/create-account';
import { hashPassword } from '../accounts/password';
import { isStrongPassword } from '../accounts/password-policy';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { fromJson, toInstant, type Instant } from '../database/values';
import { Refused } from '../refusals';
import { hashToken } from './invitation-link';
import { mayInvite } from './may-invite';

/** An invitation whose link still works. */
export interface OpenInvitation {
	id: string;
	name: string;
	roles: NewAccount['roles'];
	/** Name of whoever invited. */
	inviter: string;
	expiresAt: Instant;
}

/**
 * The invitation of a link, or null: unknown, used, taken back, too old, or from somebody who may not give these roles
 * any more.
 */
export async function findInvitation(
	db: Database,
	now: Date,
	token: string
): Promise<OpenInvitation | null> {
	const row = await db
		.selectFrom('invitation')
		.select(['id', 'name', 'roles', 'created_by', 'expires_at'])
		.where('hash', '=', hashToken(token))
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', toInstant(now))
		.executeTakeFirst();
	const inviter = row ? await readActorById(db, row.created_by) : null;
	if (!row || !inviter) return null;
	const roles = fromJson(row.roles);
	if (!(await mayInvite(db, inviter.roles, roles))) return null;
	return { id: row.id, name: row.name, roles, inviter: inviter.name, expiresAt: row.expires_at };
}

/**
 * Makes the account that a link promises, with the name and password that its owner chose; gives its id. The link is used
 * up by that. Refuses `invitation_over`, `weak_password`, `username_taken`.
 */
export async function acceptInvitation(
	app: App,
	token: string,
	person: { name: string; username: string; password: string }
): Promise<string> {
	const { db, clock, auth } = app;
	if (!(await findInvitation(db, clock.now(), token))) throw new Refused('invitation_over');
	if (!isStrongPassword(person.password, person.username)) throw new Refused('weak_password');
	const hash = await hashPassword(auth, person.password);
	const userId = newId();
	await transaction(db, async (trx) => {
		const invitation = await findInvitation(trx, clock.now(), token);
		if (!invitation) throw new Refused('invitation_over');
		const { roles } = invitation;
		const { name, username } = person;
		await insertAccount(trx, clock, {
			...{ id: userId, hash, roles, name, username },
			temporary: false
		});
		const { numUpdatedRows } = await trx
			.updateTable('invitation')
			.set({ used_at: toInstant(clock.now()), used_by: userId })
			.where('id', '=', invitation.id)
			.where('hash', '=', hashToken(token))
			.where('used_at', 'is', null)
			.where('revoked_at', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('invitation_over');
		await recordAudit(trx, clock, {
			...{ userId, action: 'join', noun: 'user', nounId: userId },
			...{ unionId: roles[0]?.unionId ?? null },
			detail: { username: username.toLowerCase(), roles, inviter: invitation.inviter }
		});
	});
	return userId;
}
