import { bytesToHex } from '@noble/hashes/utils.js';
import { boxPublicKey, pairs } from '$lib/domain/custody/box-key';
import type { Survey } from '../database/schema/survey';
import type { Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { currentChair } from '../unions/terms';
import { findKeySetOf, listCustodians, publicKeysOf } from './key-set';
import { agreedPoints, listShares } from './key-shares';
import { lockKeySet } from './lock-key-set';

/**
 * The public key of the box of a survey that is being opened, added up from what its holders rehearsed; from here on
 * neither the sheets nor the set of the survey change. Refuses `sheets_not_rehearsed`,
 * `holder_is_chair`.
 */
export async function freezeTrusteeKey(
	trx: Transaction,
	{ id: surveyId, union_id: unionId }: Pick<Survey, 'id' | 'union_id'>
): Promise<Buffer> {
	const keySet = await findKeySetOf(trx, surveyId);
	if (!keySet || !(await lockKeySet(trx, keySet.id))) throw new Refused('sheets_not_rehearsed');
	const points = agreedPoints(await listShares(trx, surveyId));
	const custodians = await listCustodians(trx, keySet.id);
	if (!points || !publicKeysOf(custodians)) throw new Refused('sheets_not_rehearsed');
	// Whoever took office since the sheets were made, or chairs a union that shares the key set.
	const chair = await currentChair(trx, unionId);
	if (custodians.some(({ name }) => name === chair?.name)) throw new Refused('holder_is_chair');
	await trx
		.updateTable('custodian')
		.set({ locked: 1 })
		.where('key_set_id', '=', keySet.id)
		.where('locked', '=', 0)
		.execute();
	await trx
		.updateTable('survey_key_set')
		.set({ locked: 1 })
		.where('survey_id', '=', surveyId)
		.execute();
	return Buffer.from(boxPublicKey(points));
}

/**
 * What entry 0 of the log says about the holders: roles, public keys, and the three points whose sum is the tally key, so
 * that anyone can add them up. Names stay in the office. Null for a box whose key the server keeps.
 */
export async function readTrustees(trx: Transaction, { id, custody }: Survey) {
	if (custody === 'server') return null;
	const keySet = await findKeySetOf(trx, id);
	const custodians = keySet ? await listCustodians(trx, keySet.id) : [];
	const points = agreedPoints(await listShares(trx, id));
	if (!points) throw new Error(`survey ${id} opened without points`);
	return {
		holders: custodians.map(({ role, public_key: key }) => ({
			role,
			public_key: key?.toString('hex') ?? ''
		})),
		points: Object.fromEntries(pairs.map((pair) => [pair, bytesToHex(points[pair])]))
	};
}
