import type { ApiScope } from '$lib/domain/api-scope';
import { today, type Clock } from '../clock';
import type { Database } from '../database/open';
import { fromJson, type Day, type Instant } from '../database/values';

export interface ListedToken {
	id: string;
	name: string;
	scopes: ApiScope[];
	/** Name of the account. */
	owner: string;
	createdAt: Instant;
	expiresOn: Day;
	lastUsedOn: Day | null;
	state: 'works' | 'expired' | 'revoked';
}

/** The tokens of an account, or of all accounts (null); those that work first, then the newest. */
export async function listTokens(
	db: Database,
	clock: Clock,
	userId: string | null
): Promise<ListedToken[]> {
	let query = db
		.selectFrom('api_token')
		.innerJoin('user', 'user.id', 'api_token.user_id')
		.select(['api_token.id', 'api_token.name', 'scopes', 'user.name as owner'])
		.select(['api_token.created_at', 'expires_on', 'last_used_on', 'revoked_at'])
		.orderBy('api_token.created_at', 'desc')
		.orderBy('api_token.id');
	if (userId !== null) query = query.where('user_id', '=', userId);
	const rows = await query.execute();
	const day = today(clock);
	return rows
		.map((row) => ({
			...{ id: row.id, name: row.name, scopes: fromJson(row.scopes), owner: row.owner },
			...{ createdAt: row.created_at, expiresOn: row.expires_on, lastUsedOn: row.last_used_on },
			state: stateOf(row, day)
		}))
		.sort((a, b) => Number(b.state === 'works') - Number(a.state === 'works'));
}

function stateOf(
	{ revoked_at, expires_on }: { revoked_at: Instant | null; expires_on: Day },
	day: Day
): ListedToken['state'] {
	if (revoked_at !== null) return 'revoked';
	return expires_on < day ? 'expired' : 'works';
}
