import { randomInt } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { makeCode } from '$lib/domain/ballot-code';
import type { App } from '../app';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { nullifierOf } from './nullifiers';
import { storeCodes } from './store-codes';
import { ensureSecret, readSecret } from './survey-secrets';

/** One printing: how many codes, and whether all that were not used before become void. */
export interface CodeOrder {
	/** A positive integer. */
	size: number;
	voidUnused: boolean;
	/** Batches there were when the order was written; with another number by now it is refused. */
	batchesBefore?: number;
}

const codesPerTurn = 500;

/**
 * Makes a batch of one-time codes for a draft or an open survey and returns them (16 digits each): the only moment they
 * can be read, for only their MACs are stored. How many there may be: see CodeRoom.
 * Refuses `not_found`, `mode_without_codes`, `wrong_state`, `too_many_codes`, `slips_printed_already`.
 */
export async function issueCodes(
	app: App,
	surveyId: string,
	order: CodeOrder,
	by: string
): Promise<string[]> {
	if (!Number.isSafeInteger(order.size) || order.size < 1) throw new RangeError('size of a batch');
	await checkSize(app, surveyId, order.size);
	const pepper = await pepperOf(app, surveyId);
	const codes = await makeCodes(pepper, surveyId, order.size);
	// Stored in the order of their MACs: no table knows the order in which they are printed.
	const macs = [...codes.values()].sort((a, b) => a.compare(b));
	await transaction(app.db, (trx) => storeCodes(trx, app.clock, { ...order, surveyId, macs, by }));
	return [...codes.keys()];
}

/** Before any work is done; the transaction decides. */
async function checkSize(app: App, surveyId: string, size: number): Promise<void> {
	const survey = await app.db
		.selectFrom('survey')
		.select(['eligible', 'mode'])
		.where('id', '=', surveyId)
		.executeTakeFirst();
	if (!survey) throw new Refused('not_found');
	if (survey.mode !== 'slip') throw new Refused('mode_without_codes');
	if (size > survey.eligible) throw new Refused('too_many_codes');
}

/** Made with the first batch. Later it must be there: a second pepper would quietly invalidate every printed slip. */
async function pepperOf(app: App, surveyId: string): Promise<Buffer> {
	const earlier = await app.db
		.selectFrom('code_batch')
		.select('seq')
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
	const find = earlier ? readSecret : ensureSecret;
	return find(app.config.secretsDir, surveyId, 'pepper');
}

/** `size` different codes with their MACs, made without holding up other requests. */
async function makeCodes(
	pepper: Buffer,
	surveyId: string,
	size: number
): Promise<Map<string, Buffer>> {
	const codes = new Map<string, Buffer>();
	while (codes.size < size) {
		const code = makeCode((bound) => randomInt(bound));
		codes.set(code, nullifierOf(pepper, surveyId, code));
		if (codes.size % codesPerTurn === 0) await nextTurn();
	}
	return codes;
}
