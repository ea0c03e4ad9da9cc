import { createHash } from 'node:crypto';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { extendLog } from './append-log';
import { lockBox } from './lock-box';

/** A ballot as it waits for its transaction. Nothing in it is readable any more. */
export interface SealedBallot {
	surveyId: string;
	nullifier: Buffer;
	retryTag: Buffer;
	receiptId: Buffer;
	/** Carries its own right to be stored; else its code must have been issued. */
	signed: boolean;
	ct: Buffer;
}

/** `accepted` also where the same submission was stored before. */
export type Stored = 'accepted' | 'used' | 'voided' | 'unknown_code' | 'not_accepting';

type Spent = Pick<SealedBallot, 'retryTag'> & { kind: 'ballot' | 'void' };

/**
 * Stores a batch in one transaction; when it resolves, every outcome is durable. The outcomes are those of storing the
 * ballots one after the other. At most a few thousand ballots (four parameters each).
 */
export function storeBallots(db: Database, batch: SealedBallot[]): Promise<Stored[]> {
	return transaction(db, async (trx) => {
		const outcomes = new Map<SealedBallot, Stored>();
		const surveys = Map.groupBy(batch, ({ surveyId }) => surveyId);
		// In a fixed order, so that two servers never wait for each other.
		for (const surveyId of [...surveys.keys()].sort()) {
			await storeOfSurvey(trx, surveyId, surveys.get(surveyId) ?? [], outcomes);
		}
		return batch.map((ballot) => outcomes.get(ballot) ?? 'unknown_code');
	});
}

async function storeOfSurvey(
	trx: Transaction,
	surveyId: string,
	ballots: SealedBallot[],
	outcomes: Map<SealedBallot, Stored>
): Promise<void> {
	const issued = await findIssued(trx, surveyId, ballots);
	const known = ballots.filter(({ nullifier, signed }) => signed || issued.has(keyOf(nullifier)));
	if (known.length === 0) return;
	if (!(await lockBox(trx, surveyId))) {
		for (const ballot of known) outcomes.set(ballot, 'not_accepting');
		return;
	}
	// One ballot per code, in the order of nullifiers: what is stored together does not keep the order of arrival.
	const firsts = new Map(known.toReversed().map((ballot) => [keyOf(ballot.nullifier), ballot]));
	const claims = [...firsts.values()].sort((a, b) => a.nullifier.compare(b.nullifier));
	const claimed = await claim(trx, surveyId, claims);
	const fresh = claims.filter(({ nullifier }) => claimed.has(keyOf(nullifier)));
	if (fresh.length > 0) await putIntoBox(trx, surveyId, fresh);
	const spent = await findSpent(trx, surveyId, known);
	for (const ballot of known) outcomes.set(ballot, outcomeOf(ballot, spent));
}

function outcomeOf(ballot: SealedBallot, spent: Map<string, Spent>): Stored {
	const by = spent.get(keyOf(ballot.nullifier));
	if (!by) throw new Error('a claimed code is not among the spent');
	if (by.kind === 'void') return 'voided';
	return by.retryTag.equals(ballot.retryTag) ? 'accepted' : 'used';
}

/** Codes that exist in this survey. */
async function findIssued(
	trx: Transaction,
	surveyId: string,
	ballots: SealedBallot[]
): Promise<Set<string>> {
	const rows = await trx
		.selectFrom('code')
		.select('mac')
		.where('survey_id', '=', surveyId)
		.where('mac', 'in', nullifiersOf(ballots))
		.execute();
	return new Set(rows.map(({ mac }) => keyOf(mac)));
}

/** Marks the codes as spent; returns those that were not spent before. */
async function claim(
	trx: Transaction,
	surveyId: string,
	claims: SealedBallot[]
): Promise<Set<string>> {
	const rows = await trx
		.insertInto('spent')
		.values(
			claims.map(({ nullifier, retryTag }) => ({
				survey_id: surveyId,
				nullifier,
				retry_tag: retryTag,
				kind: 'ballot'
			}))
		)
		.onConflict((conflict) => conflict.columns(['survey_id', 'nullifier']).doNothing())
		.returning('nullifier')
		.execute();
	return new Set(rows.map(({ nullifier }) => keyOf(nullifier)));
}

async function findSpent(
	trx: Transaction,
	surveyId: string,
	ballots: SealedBallot[]
): Promise<Map<string, Spent>> {
	const rows = await trx
		.selectFrom('spent')
		.select(['nullifier', 'retry_tag as retryTag', 'kind'])
		.where('survey_id', '=', surveyId)
		.where('nullifier', 'in', nullifiersOf(ballots))
		.execute();
	return new Map(rows.map((row) => [keyOf(row.nullifier), row]));
}

async function putIntoBox(
	trx: Transaction,
	surveyId: string,
	ballots: SealedBallot[]
): Promise<void> {
	const entries = ballots.map((ballot) => ({
		type: 'ballot' as const,
		payload: logPayload(ballot)
	}));
	const first = await extendLog(trx, surveyId, entries);
	await trx
		.insertInto('ballot')
		.values(ballots.map(({ ct }, index) => ({ survey_id: surveyId, seq: first + index, ct })))
		.execute();
}

/** 42 bytes: receipt id and SHA-256 of the ciphertext. */
function logPayload({ receiptId, ct }: SealedBallot): Buffer {
	return Buffer.concat([receiptId, createHash('sha256').update(ct).digest()]);
}

function nullifiersOf(ballots: SealedBallot[]): Buffer[] {
	return ballots.map(({ nullifier }) => nullifier);
}

/** Buffers as keys of maps and sets. */
function keyOf(bytes: Buffer): string {
	return bytes.toString('latin1');
}
