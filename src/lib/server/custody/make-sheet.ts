import { x25519 } from '@noble/curves/ed25519.js';
import type { Holder } from '$lib/domain/custody/box-key';
import { fingerprintOf } from '$lib/domain/custody/holder-key';
import { recordAudit } from '../audit/record-audit';
import { today, type Clock } from '../clock';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { currentChair } from '../unions/terms';
import { findInvited, type Invited } from './invitation';
import { emptyPlace } from './key-set';
import { lockKeySet } from './lock-key-set';

/** What a holder's browser sends once the sheet is printed. */
export interface MadeSheet {
	name: string;
	/** X25519, 32 bytes. */
	publicKey: Uint8Array;
}

/**
 * Takes the place of the holder whose link it is. A place that is taken is never overwritten: the staff has to clear it.
 * Refuses `invitation_unknown`, `sheet_made_already`, `holder_is_chair`, `holder_twice`, `bad_public_key`.
 */
export async function makeSheet(
	db: Database,
	clock: Clock,
	token: unknown,
	sheet: MadeSheet
): Promise<void> {
	if (!isPublicKey(sheet.publicKey)) throw new Refused('bad_public_key');
	await transaction(db, async (trx) => {
		const invited = await findInvited(trx, token);
		if (!invited) throw new Refused('invitation_unknown');
		await lockKeySet(trx, invited.keySet.id);
		await checkHolder(trx, invited, sheet);
		const { key_set_id, idx } = invited.custodian;
		const { numUpdatedRows } = await trx
			.updateTable('custodian')
			.set({
				name: sheet.name,
				public_key: Buffer.from(sheet.publicKey),
				made_on: today(clock)
			})
			.where('key_set_id', '=', key_set_id)
			.where('idx', '=', idx)
			.where('public_key', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('sheet_made_already');
		await recordAudit(trx, clock, {
			...{ userId: null, action: 'make_sheet', noun: 'key_set', nounId: key_set_id },
			detail: { holder: idx, name: sheet.name, fingerprint: fingerprintOf(sheet.publicKey) }
		});
	});
}

/** Bytes with which an exchange of keys gives something: not of low order. */
function isPublicKey(bytes: Uint8Array): boolean {
	try {
		x25519.getSharedSecret(new Uint8Array(32).fill(64), bytes);
		return true;
	} catch {
		// The library tells bytes that are no public key only by throwing.
		return false;
	}
}

async function checkHolder(
	trx: Transaction,
	{ keySet, custodian }: Invited,
	{ name, publicKey }: MadeSheet
): Promise<void> {
	const chair = await currentChair(trx, keySet.union_id);
	if (chair?.name === name) throw new Refused('holder_is_chair');
	const others = await trx
		.selectFrom('custodian')
		.select(['name', 'public_key'])
		.where('key_set_id', '=', keySet.id)
		.where('idx', '<>', custodian.idx)
		.execute();
	const same = others.some(
		(other) => other.name === name || other.public_key?.equals(publicKey) === true
	);
	if (same) throw new Refused('holder_twice');
}

/**
 * Empties a place whose sheet was lost or spoiled, so that a new one can be made; what was rehearsed with the set counts
 * no more. Refuses `not_found`, and `wrong_state` once a survey has opened with the set.
 */
export async function clearPlace(
	db: Database,
	clock: Clock,
	place: { keySetId: string; idx: Holder },
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		if (!(await lockKeySet(trx, place.keySetId))) throw new Refused('not_found');
		const { numUpdatedRows } = await trx
			.updateTable('custodian')
			.set(emptyPlace)
			.where('key_set_id', '=', place.keySetId)
			.where('idx', '=', place.idx)
			.where('locked', '=', 0)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('wrong_state');
		await trx
			.deleteFrom('key_share')
			.where('survey_id', 'in', (eb) =>
				eb.selectFrom('survey_key_set').select('survey_id').where('key_set_id', '=', place.keySetId)
			)
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'clear_sheet', noun: 'key_set', nounId: place.keySetId },
			detail: { holder: place.idx }
		});
	});
}
