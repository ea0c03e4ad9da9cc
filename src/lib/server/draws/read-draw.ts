import type { DrawFile } from '$lib/domain/sampling/draw-file';
import type { Frame, FrameUnit } from '$lib/domain/sampling/frame';
import type { FrozenSampling } from '$lib/domain/sampling/mean-of-sample';
import type { DrawPurpose } from '$lib/domain/sampling/purpose';
import type { Database } from '../database/open';
import type { DrawTable, NamedStratum } from '../database/schema/draw';
import { fromJson } from '../database/values';

/** A draw in a list. */
export interface DrawLine extends Pick<
	DrawTable,
	'id' | 'year' | 'purpose' | 'seq' | 'reason' | 'method' | 'state' | 'seed' | 'seed_source'
> {
	unionId: string;
	strata: NamedStratum[];
	frameHash: string;
	nonceHash: string;
	preparedBy: string;
	preparedAt: string;
	seedNote: string;
	witnesses: string;
	endedReason: string;
	endedBy: string | null;
	endedAt: string | null;
}

/** A draw with its frame and result. */
export interface DrawRecord extends DrawLine {
	algorithm: string;
	/** Null unless it is drawn: whoever knew it before could choose the seed by what it draws. */
	nonce: string | null;
	rule: FrozenSampling;
	frame: Frame;
	result: DrawFile['result'];
	/** Ids of the unions drawn, by stratum in the order of the draw; empty unless it is drawn. */
	selected: string[];
}

/** Every draw of a union, prepared and abandoned ones too: the latest year first, then in the order they were prepared. */
export async function listDraws(
	db: Database,
	unionId: string,
	year?: number,
	purpose?: DrawPurpose
): Promise<DrawLine[]> {
	const rows = await selectDraws(db)
		.where('union_id', '=', unionId)
		.$if(year !== undefined, (query) => query.where('year', '=', year ?? 0))
		.$if(purpose !== undefined, (query) => query.where('purpose', '=', purpose ?? 'member_rates'))
		.orderBy('year', 'desc')
		.orderBy('purpose')
		.orderBy('seq')
		.execute();
	return rows.map(lineOf);
}

export async function readDraw(db: Database, id: string): Promise<DrawRecord | null> {
	const row = await selectDraws(db)
		.select(['algorithm', 'nonce', 'rule', 'frame', 'result'])
		.where('draw.id', '=', id)
		.executeTakeFirst();
	if (!row) return null;
	const frame = JSON.parse(row.frame) as Frame;
	const result = row.result && fromJson(row.result);
	const ids = new Map(frame.units.map(({ code, id: unionId }) => [code, unionId]));
	const codes = (result ?? []).flatMap((stratum) => stratum.codes);
	const selected = codes.flatMap((code) => ids.get(code) ?? []);
	const rule = fromJson(row.rule);
	const nonce = row.state === 'drawn' ? row.nonce : null;
	return { ...lineOf(row), algorithm: row.algorithm, nonce, rule, frame, result, selected };
}

/** The draw that counts for a union, year and purpose: the last that was drawn; null if none was. */
export async function readStandingDraw(
	db: Database,
	unionId: string,
	year: number,
	purpose: DrawPurpose
): Promise<DrawRecord | null> {
	const row = await db
		.selectFrom('draw')
		.select('id')
		.where('union_id', '=', unionId)
		.where('year', '=', year)
		.where('purpose', '=', purpose)
		.where('state', '=', 'drawn')
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? readDraw(db, row.id) : null;
}

/** The drawn units of each stratum, in the order of the draw. */
export function drawnUnits({ frame, strata, result }: DrawRecord) {
	const byCode = new Map(frame.units.map((unit) => [unit.code, unit]));
	return strata.map((stratum) => {
		const { codes = [] } = result?.find(({ kind }) => kind === stratum.kind) ?? {};
		const drawn: FrameUnit[] = codes.flatMap((code) => byCode.get(code) ?? []);
		return { ...stratum, drawn };
	});
}

/** The draw as a file that anyone can run again. */
export function drawFile({ frame, strata, result, nonce, seed, ...draw }: DrawRecord): DrawFile {
	return {
		...{ format: 'pingjia-draw-2', algorithm: draw.algorithm, frame, frame_hash: draw.frameHash },
		strata: strata.map(({ kind, units, size }) => ({ kind, units, size })),
		...{ nonce_hash: draw.nonceHash, nonce, seed, result }
	};
}

function selectDraws(db: Database) {
	return db
		.selectFrom('draw')
		.innerJoin('user as preparer', 'preparer.id', 'prepared_by')
		.leftJoin('user as ender', 'ender.id', 'ended_by')
		.select(['draw.id', 'union_id', 'year', 'purpose', 'seq', 'reason', 'method', 'strata'])
		.select([
			'frame_hash',
			'nonce_hash',
			'prepared_at',
			'state',
			'seed',
			'seed_source',
			'seed_note',
			'witnesses'
		])
		.select(['ended_reason', 'ended_at', 'preparer.name as preparer', 'ender.name as ender']);
}

type LineRow = Awaited<ReturnType<ReturnType<typeof selectDraws>['executeTakeFirstOrThrow']>>;

function lineOf(row: LineRow): DrawLine {
	const { id, year, purpose, seq, reason, method, state, seed, seed_source } = row;
	return {
		...{ id, unionId: row.union_id, year, purpose, seq, reason, method, state, seed, seed_source },
		...{ strata: fromJson(row.strata), frameHash: row.frame_hash, nonceHash: row.nonce_hash },
		...{ preparedBy: row.preparer, preparedAt: row.prepared_at },
		...{ seedNote: row.seed_note ?? '', witnesses: row.witnesses ?? '' },
		...{ endedReason: row.ended_reason ?? '', endedBy: row.ender, endedAt: row.ended_at }
	};
}
