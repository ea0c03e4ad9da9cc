import { holders, type PublicKeys } from '$lib/domain/custody/box-key';
import { roleOf } from '$lib/domain/custody/holder-role';
import type { Clock } from '../clock';
import type { Custodian, KeySetTable } from '../database/schema/custody';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';
import { toFlag, toInstant } from '../database/values';

export interface NewKeySet {
	unionId: string;
	title: string;
	/** For many surveys instead of one. */
	shared: boolean;
}

/** A set with three empty places. */
export async function createKeySet(
	trx: Transaction,
	clock: Clock,
	{ unionId, title, shared }: NewKeySet,
	by: string
): Promise<string> {
	const id = newId();
	await trx
		.insertInto('key_set')
		.values({
			...{ id, union_id: unionId, title, shared: toFlag(shared) },
			...{ created_by: by, created_at: toInstant(clock.now()) }
		})
		.execute();
	const places = holders.map((idx) => ({ key_set_id: id, idx, role: roleOf(idx) }));
	await trx
		.insertInto('custodian')
		.values(places.map((place) => ({ ...place, ...emptyPlace })))
		.execute();
	return id;
}

/** A place whose sheet has not been made. */
export const emptyPlace = {
	...{ name: null, public_key: null, made_on: null, invite: null, challenge: null }
};

/** The set that will open a survey's box, or undefined. */
export function findKeySetOf(db: Database, surveyId: string): Promise<KeySetTable | undefined> {
	return db
		.selectFrom('survey_key_set')
		.innerJoin('key_set', 'key_set.id', 'survey_key_set.key_set_id')
		.selectAll('key_set')
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
}

/** The three places of a set in their order. */
export function listCustodians(db: Database, keySetId: string): Promise<Custodian[]> {
	return db
		.selectFrom('custodian')
		.selectAll()
		.where('key_set_id', '=', keySetId)
		.orderBy('idx')
		.execute();
}

/** The three public keys, or null while a sheet is missing. */
export function publicKeysOf(custodians: Pick<Custodian, 'public_key'>[]): PublicKeys | null {
	const keys = custodians.flatMap(({ public_key: key }) => (key ? [new Uint8Array(key)] : []));
	const [first, second, third] = keys;
	return first && second && third ? [first, second, third] : null;
}
