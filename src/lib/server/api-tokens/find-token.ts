import type { ApiScope } from '$lib/domain/api-scope';
import { readActorById, type Actor } from '../accounts/actor';
import { today, type Clock } from '../clock';
import type { Database } from '../database/open';
import { fromJson } from '../database/values';
import { hashToken } from './hash-token';

/** Who asks with a token, and for what it may be used. */
export interface TokenHolder {
	tokenId: string;
	actor: Actor;
	scopes: ApiScope[];
}

/**
 * The account behind a token with the roles it has now; null for a token that is unknown, revoked or past its last day,
 * and for an account that was disabled or has not changed its one-time password. Keeps the day of the last use, no more.
 */
export async function findToken(
	db: Database,
	clock: Clock,
	token: string
): Promise<TokenHolder | null> {
	const day = today(clock);
	const row = await db
		.selectFrom('api_token')
		.select(['id', 'user_id', 'scopes', 'last_used_on'])
		.where('hash', '=', hashToken(token))
		.where('revoked_at', 'is', null)
		.where('expires_on', '>=', day)
		.executeTakeFirst();
	const actor = row ? await readActorById(db, row.user_id) : null;
	if (!row || !actor || actor.mustChangePassword) return null;
	if (row.last_used_on !== day)
		await db.updateTable('api_token').set({ last_used_on: day }).where('id', '=', row.id).execute();
	return { tokenId: row.id, actor, scopes: fromJson(row.scopes) };
}
