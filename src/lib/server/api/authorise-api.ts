import type { RequestEvent } from '@sveltejs/kit';
import type { ApiScope } from '$lib/domain/api-scope';
import { readableScope, type Scope } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import { findToken } from '../api-tokens/find-token';
import { refuseApi } from './problem';

export interface ApiCaller {
	actor: Actor;
	/** The unions whose figures the account may see. */
	reach: Scope | null;
}

/**
 * The account behind the token of a request, if the token may be used for `scope` (null: any token). The first statement
 * of every endpoint below /api but for the description itself.
 */
export async function authoriseApi(
	event: RequestEvent,
	scope: ApiScope | null
): Promise<ApiCaller> {
	const { app } = event.locals;
	const [, token] =
		/^Bearer +(\S+) *$/i.exec(event.request.headers.get('authorization') ?? '') ?? [];
	if (token === undefined) refuseApi(event, 'token_missing');
	const address = event.getClientAddress();
	// 256 random bits are not guessed: the limit keeps noise down, and a right token is never limited.
	const holder = await findToken(app.db, app.clock, token);
	if (!holder) {
		const allowed = await app.wrongTokens.consume(address).then(
			() => true,
			(rejected: unknown) => {
				if (rejected instanceof Error) throw rejected;
				return false;
			}
		);
		refuseApi(event, allowed ? 'token_unknown' : 'too_many');
	}
	if (scope !== null && !holder.scopes.includes(scope)) refuseApi(event, 'scope_missing');
	return { actor: holder.actor, reach: readableScope(holder.actor.roles) };
}
