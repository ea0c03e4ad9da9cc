import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { isPoint, pairsOf, type Pair } from '$lib/domain/custody/box-key';
import { rehearsalProof, type RehearsedPoints } from '$lib/domain/custody/rehearsal';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Custodian } from '../database/schema/custody';
import { transaction, type Transaction } from '../database/transaction';
import type { Database } from '../database/open';
import { Refused } from '../refusals';
import { findInvited } from './invitation';
import { listCustodians, publicKeysOf } from './key-set';
import { listShares } from './key-shares';
import { listDraftsOf } from './key-set-surveys';
import { lockKeySet } from './lock-key-set';

/** What a holder's browser sends at the rehearsal: nothing in it is secret. */
export interface Rehearsal {
	points: RehearsedPoints;
	/** HMAC of the points, 32 bytes. */
	proof: Uint8Array;
}

/**
 * Records that a holder has the sheet at hand and what it gives for every draft of the set. Nothing is stored unless the
 * proof is right and no other holder's points contradict. Each proof answers one challenge and is of no use again.
 * Refuses `invitation_unknown`, `sheets_missing`, `rehearsal_failed`, `sheets_disagree`.
 */
export async function rehearse(
	db: Database,
	clock: Clock,
	token: unknown,
	rehearsal: Rehearsal
): Promise<void> {
	await transaction(db, async (trx) => {
		const found = await findInvited(trx, token);
		if (!found) throw new Refused('invitation_unknown');
		await lockKeySet(trx, found.keySet.id);
		const custodians = await listCustodians(trx, found.keySet.id);
		if (!publicKeysOf(custodians)) throw new Refused('sheets_missing');
		const custodian = custodians.find(({ idx }) => idx === found.custodian.idx);
		const drafts = await listDraftsOf(trx, found.keySet.id);
		const ids = drafts.map(({ id }) => id);
		if (!custodian || !isRight(custodian, ids, rehearsal)) throw new Refused('rehearsal_failed');
		for (const id of ids) await storePoints(trx, custodian, id, rehearsal.points[id] ?? {});
		await renewChallenge(trx, custodian);
		await recordAudit(trx, clock, {
			...{ userId: null, action: 'rehearse', noun: 'key_set', nounId: found.keySet.id },
			detail: { holder: custodian.idx, surveys: ids }
		});
	});
}

function isRight(
	{ idx, public_key: publicKey, challenge }: Custodian,
	surveyIds: string[],
	{ points, proof }: Rehearsal
): boolean {
	if (!publicKey || !challenge || proof.length !== 32) return false;
	const asked = surveyIds.toSorted().join();
	if (surveyIds.length === 0 || Object.keys(points).sort().join() !== asked) return false;
	const expected = rehearsalProof(
		new Uint8Array(challenge),
		new Uint8Array(publicKey),
		idx,
		points
	);
	if (!timingSafeEqual(expected, proof)) return false;
	return surveyIds.every((id) => pairsOf(idx).every((pair) => pointOf(points[id], pair) !== null));
}

function pointOf(points: Partial<Record<Pair, string>> | undefined, pair: Pair): Buffer | null {
	const text = points?.[pair] ?? '';
	if (!/^[0-9a-f]{64}$/.test(text)) return null;
	const bytes = hexToBytes(text);
	return isPoint(bytes) ? Buffer.from(bytes) : null;
}

async function storePoints(
	trx: Transaction,
	{ idx }: Custodian,
	surveyId: string,
	points: Partial<Record<Pair, string>>
): Promise<void> {
	const others = (await listShares(trx, surveyId)).filter((share) => share.idx !== idx);
	const rows = pairsOf(idx).map((pair) => {
		const point = pointOf(points, pair);
		if (!point) throw new Refused('rehearsal_failed');
		const contradicted = others.some(
			(share) => share.pair === pair && bytesToHex(share.point) !== bytesToHex(point)
		);
		if (contradicted) throw new Refused('sheets_disagree');
		return { survey_id: surveyId, pair, idx, point };
	});
	await trx
		.deleteFrom('key_share')
		.where('survey_id', '=', surveyId)
		.where('idx', '=', idx)
		.execute();
	await trx.insertInto('key_share').values(rows).execute();
}

async function renewChallenge(trx: Transaction, { key_set_id, idx }: Custodian): Promise<void> {
	await trx
		.updateTable('custodian')
		.set({ challenge: randomBytes(32) })
		.where('key_set_id', '=', key_set_id)
		.where('idx', '=', idx)
		.execute();
}
