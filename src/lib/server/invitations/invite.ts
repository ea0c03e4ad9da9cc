import type { Role } from '$lib/domain/words';
import { can } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { newId } from '../database/id';
import { transaction, type Transaction } from '../database/transaction';
import { fromJson, toInstant, toJson } from '../database/values';
import { Refused } from '../refusals';
import { endOf, hashToken, makeToken } from './invitation-link';
import { mayInvite } from './may-invite';

export interface NewInvitation {
	/** Whom it is for. */
	name: string;
	roles: { role: Role; unionId: string }[];
}

/** Invites somebody to make an account with these roles; returns the token of the link. Refuses `may_not_invite`. */
export async function invite(
	app: App,
	actor: Actor,
	{ name, roles }: NewInvitation
): Promise<string> {
	const [id, token, now] = [newId(), makeToken(), app.clock.now()];
	await transaction(app.db, async (trx) => {
		if (!(await mayInvite(trx, actor.roles, roles))) throw new Refused('may_not_invite');
		await trx
			.insertInto('invitation')
			.values({
				...{ id, hash: hashToken(token), name, roles: toJson(roles), created_by: actor.userId },
				...{ created_at: toInstant(now), expires_at: toInstant(endOf(now)) }
			})
			.execute();
		await recordAudit(trx, app.clock, {
			...{ userId: actor.userId, action: 'create', noun: 'invitation', nounId: id },
			...{ unionId: roles[0]?.unionId ?? null, detail: { name, roles } }
		});
	});
	return token;
}

/**
 * A new link in place of the one handed out, which stops working; good for another seven days. Returns whom it is for and
 * its token. Refuses `not_found`, `may_not_invite`.
 */
export async function renewInvitation(
	app: App,
	actor: Actor,
	id: string
): Promise<{ name: string; token: string }> {
	const [token, now] = [makeToken(), app.clock.now()];
	const name = await transaction(app.db, async (trx) => {
		const invitation = await findOpen(trx, actor, id);
		if (!(await mayInvite(trx, actor.roles, invitation.roles))) throw new Refused('may_not_invite');
		await trx
			.updateTable('invitation')
			.set({ hash: hashToken(token), expires_at: toInstant(endOf(now)), created_by: actor.userId })
			.where('id', '=', id)
			.execute();
		const entry = { userId: actor.userId, noun: 'invitation', nounId: id };
		await recordAudit(trx, app.clock, { ...entry, action: 'renew', detail: { ...invitation } });
		return invitation.name;
	});
	return { name, token };
}

/** Takes an invitation back: its link stops working. Refuses `not_found`. */
export async function revokeInvitation(app: App, actor: Actor, id: string): Promise<void> {
	await transaction(app.db, async (trx) => {
		const invitation = await findOpen(trx, actor, id);
		await trx
			.updateTable('invitation')
			.set({ revoked_at: toInstant(app.clock.now()), revoked_by: actor.userId })
			.where('id', '=', id)
			.execute();
		const entry = { userId: actor.userId, noun: 'invitation', nounId: id };
		await recordAudit(trx, app.clock, { ...entry, action: 'revoke', detail: { ...invitation } });
	});
}

/** One's own invitation that was neither used nor taken back, or anybody's for an administrator; its row is held. */
async function findOpen(trx: Transaction, actor: Actor, id: string): Promise<NewInvitation> {
	const everyone = can(actor.roles, 'account.manage');
	// A write that changes nothing holds the row against whoever accepts at the same moment.
	const row = await trx
		.updateTable('invitation')
		.set({ revoked_at: null })
		.where('id', '=', id)
		.where('used_at', 'is', null)
		.where('revoked_at', 'is', null)
		.$if(!everyone, (query) => query.where('created_by', '=', actor.userId))
		.returning(['name', 'roles'])
		.executeTakeFirst();
	if (!row) throw new Refused('not_found');
	return { name: row.name, roles: fromJson(row.roles) };
}
