import { randomBytes } from 'node:crypto';
import { algorithm, hashNonce } from '$lib/domain/sampling/draw-sample';
import { frameText, hashText, type Frame } from '$lib/domain/sampling/frame';
import { freezeSampling } from '$lib/domain/sampling/mean-of-sample';
import type { DrawPurpose, SizeMethod } from '$lib/domain/sampling/purpose';
import {
	allocateFixed,
	allocateProportionally,
	countKinds,
	findLeftOut,
	sampleSizeOf,
	type Stratum
} from '$lib/domain/sampling/strata';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { thisYear } from '../clock';
import { isUniqueViolation } from '../database/dialect';
import { newId } from '../database/id';
import type { UnionTable } from '../database/schema/union';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant, toJson } from '../database/values';
import { Refused } from '../refusals';
import { kindName } from '../unions/kinds';
import { buildFrame } from './build-frame';
import { refuseOnceReviewed } from './refuse-once-reviewed';

/** How many to draw: in all, shared out by kind, or of each kind. */
export type SizePlan =
	{ method: 'proportional'; total: number } | { method: 'fixed'; sizes: Record<string, number> };

export interface NewDraw {
	union: Pick<UnionTable, 'id' | 'path' | 'code'>;
	year: number;
	purpose: DrawPurpose;
	plan: SizePlan;
	/** Why another one, where there are draws of this union, year and purpose already. */
	reason: string;
	/** The frame that whoever prepares was shown; another by now refuses. */
	frameHash: string;
}

/**
 * First step of a draw: freezes frame, sizes and a secret nonce, and gives the draw's id. What a seed draws cannot be
 * computed before it is typed in: of the nonce only the hash is told. Refuses `draw_year` for any but this year and the
 * last, `draw_reviewed`, `draw_waiting` while another is prepared, `reason_needed`, `stale` where the frame has changed,
 * `draw_size` for a size that the frame does not have, `draw_kind` where a kind is left out that need not be.
 */
export async function prepareDraw(app: App, draw: NewDraw, by: string): Promise<string> {
	try {
		return await transaction(app.db, (trx) => prepare(trx, app, draw, by));
	} catch (error) {
		// Somebody else prepared one at the same moment.
		if (isUniqueViolation(error)) throw new Refused('draw_waiting');
		throw error;
	}
}

async function prepare(trx: Transaction, app: App, draw: NewDraw, by: string): Promise<string> {
	const { union, year, purpose, plan, reason } = draw;
	const latest = thisYear(app.clock);
	if (year > latest || year < latest - 1) throw new Refused('draw_year');
	await refuseOnceReviewed(trx, { unionId: union.id, year, purpose });
	const seq = await nextSeq(trx, draw);
	if (seq > 1 && reason.trim() === '') throw new Refused('reason_needed');
	const frame = await buildFrame(trx, draw);
	const text = frameText(frame);
	const frameHash = hashText(text);
	if (frameHash !== draw.frameHash) throw new Refused('stale');
	const strata = allocate(frame, plan);
	const leftOut = findLeftOut(strata);
	if (leftOut !== null) throw new Refused('draw_kind', kindName(app.rubrics, leftOut));
	const nonce = randomBytes(32).toString('hex');
	const nonceHash = hashNonce(nonce);
	const id = newId();
	const named = strata.map((stratum) => ({
		...stratum,
		name: kindName(app.rubrics, stratum.kind)
	}));
	await trx
		.insertInto('draw')
		.values({
			...{ id, union_id: union.id, year, purpose, seq, reason: seq > 1 ? reason.trim() : '' },
			...{ method: plan.method satisfies SizeMethod, strata: toJson(named), frame: text },
			rule: toJson(freezeSampling(app.rubrics.rules)),
			...{ nonce, nonce_hash: nonceHash },
			...{ frame_hash: frameHash, algorithm, prepared_by: by, state: 'prepared' },
			prepared_at: toInstant(app.clock.now())
		})
		.execute();
	await recordAudit(trx, app.clock, {
		...{ userId: by, action: 'prepare', noun: 'draw', nounId: id },
		detail: { union: union.id, year, purpose, seq, reason, strata, frameHash, nonceHash }
	});
	return id;
}

/** Number of the next draw; refuses while one is prepared. */
async function nextSeq(trx: Transaction, { union, year, purpose }: NewDraw): Promise<number> {
	const earlier = await trx
		.selectFrom('draw')
		.select(['seq', 'state'])
		.where('union_id', '=', union.id)
		.where('year', '=', year)
		.where('purpose', '=', purpose)
		.execute();
	if (earlier.some(({ state }) => state === 'prepared')) throw new Refused('draw_waiting');
	return Math.max(0, ...earlier.map(({ seq }) => seq)) + 1;
}

function allocate(frame: Frame, plan: SizePlan): Stratum[] {
	const kinds = countKinds(frame.units);
	try {
		const strata =
			plan.method === 'fixed'
				? allocateFixed(kinds, plan.sizes)
				: allocateProportionally(kinds, plan.total);
		if (sampleSizeOf(strata) > 0) return strata;
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
	}
	throw new Refused('draw_size');
}
