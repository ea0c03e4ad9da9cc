import { drawSample } from '$lib/domain/sampling/draw-sample';
import { checkSeed, normaliseSeed, type SeedSource } from '$lib/domain/sampling/seed';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import type { DrawTable } from '../database/schema/draw';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant, toJson } from '../database/values';
import { Refused } from '../refusals';
import { readDraw } from './read-draw';
import { refuseOnceReviewed } from './refuse-once-reviewed';

export interface SeedEntry {
	/** As typed. */
	seed: string;
	source: SeedSource;
	/** Which lottery and issue, which index and day, who threw what. */
	note: string;
	/** Names of those present. */
	witnesses: string;
}

/**
 * Second step: the seed, once and for good, the nonce told, and the sample that follows from both. Refuses `bad_seed`,
 * `draw_reviewed`, and `draw_over` where the draw was drawn or abandoned already.
 */
export async function holdDraw(
	db: Database,
	clock: Clock,
	{ id, unionId }: { id: string; unionId: string },
	entry: SeedEntry,
	by: string
): Promise<void> {
	const seed = normaliseSeed(entry.seed);
	if (checkSeed(seed) !== null) throw new Refused('bad_seed');
	await transaction(db, async (trx) => {
		const draw = await readDraw(trx, id);
		if (!draw || draw.unionId !== unionId) throw new Refused('not_found');
		await refuseOnceReviewed(trx, draw);
		const { frame, frameHash, strata } = draw;
		const nonce = await readSecretNonce(trx, id);
		const sample = drawSample({ units: frame.units, frameHash, nonce, seed, strata });
		const result = sample.map(({ kind, drawn }) => ({
			...{ kind, codes: drawn.map(({ code }) => code) }
		}));
		const { source: seed_source, note: seed_note, witnesses } = entry;
		await end(trx, id, {
			...{ state: 'drawn', seed, seed_source, seed_note, witnesses, result: toJson(result) },
			...{ ended_by: by, ended_at: toInstant(clock.now()) }
		});
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'draw', noun: 'draw', nounId: id },
			detail: { nonce, seed, seed_source, seed_note, witnesses, result }
		});
	});
}

/** The nonce of a draw that may not be drawn yet; goes nowhere but into the keys. */
async function readSecretNonce(trx: Transaction, id: string): Promise<string> {
	const { nonce } = await trx
		.selectFrom('draw')
		.select('nonce')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return nonce;
}

/** Gives a prepared draw up, for good; it stays in every list. Refuses `reason_needed` and `draw_over`. */
export async function abandonDraw(
	db: Database,
	clock: Clock,
	{ id, unionId }: { id: string; unionId: string },
	reason: string,
	by: string
): Promise<void> {
	const ended_reason = reason.trim();
	if (ended_reason === '') throw new Refused('reason_needed');
	await transaction(db, async (trx) => {
		const draw = await readDraw(trx, id);
		if (!draw || draw.unionId !== unionId) throw new Refused('not_found');
		const ended = { ended_by: by, ended_at: toInstant(clock.now()) };
		await end(trx, id, { state: 'abandoned', ended_reason, ...ended });
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'abandon', noun: 'draw', nounId: id },
			detail: { reason: ended_reason }
		});
	});
}

/** Once only: of several at the same moment, one finds it still prepared. */
async function end(trx: Transaction, id: string, outcome: Partial<DrawTable>): Promise<void> {
	const { numUpdatedRows } = await trx
		.updateTable('draw')
		.set(outcome)
		.where('id', '=', id)
		.where('state', '=', 'prepared')
		.executeTakeFirstOrThrow();
	if (numUpdatedRows !== 1n) throw new Refused('draw_over');
}
