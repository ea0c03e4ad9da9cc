import { randomBytes } from 'node:crypto';
import type { ApiScope } from '$lib/domain/api-scope';
import { recordAudit } from '../audit/record-audit';
import { dayAfter, type Clock } from '../clock';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toInstant, toJson } from '../database/values';
import { hashToken } from './hash-token';

export interface NewToken {
	name: string;
	scopes: ApiScope[];
	/** How long it works. */
	days: number;
}

/** Makes a token for an account and returns it: 256 random bits, shown once and kept nowhere. */
export async function createToken(
	db: Database,
	clock: Clock,
	{ name, scopes, days }: NewToken,
	userId: string
): Promise<string> {
	const token = `pj_${randomBytes(32).toString('base64url')}`;
	const expires = dayAfter(clock, days);
	await transaction(db, async (trx) => {
		const id = newId();
		await trx
			.insertInto('api_token')
			.values({
				...{ id, user_id: userId, name, scopes: toJson(scopes), hash: hashToken(token) },
				...{ created_at: toInstant(clock.now()), expires_on: expires },
				...{ last_used_on: null, revoked_at: null, revoked_by: null }
			})
			.execute();
		await recordAudit(trx, clock, {
			...{ userId, action: 'create', noun: 'api_token', nounId: id },
			detail: { name, scopes, expires }
		});
	});
	return token;
}
