import type { SubordinateUnit } from '$lib/domain/chair-electorate';
import type { Database } from '../database/open';
import { listDraws, readDraw } from '../draws/read-draw';

/** A draw of grassroots unions that a superior appraisal may ask. */
export interface ElectorDraw {
	id: string;
	year: number;
	/** How it is called in a list. */
	label: string;
	/** By kind, those drawn and those of them without a chair in office. */
	kinds: Record<string, { listed: number; vacant: number }>;
}

/** The draws made for appraisals of a union, the latest year first: of each year the last one, which replaced the others. */
export async function listElectorDraws(
	db: Database,
	unionId: string,
	units: readonly SubordinateUnit[]
): Promise<ElectorDraw[]> {
	const all = await listDraws(db, unionId, undefined, 'superior_electorate');
	const drawn = all.filter(({ state }) => state === 'drawn');
	const standing = [...new Map(drawn.map((draw) => [draw.year, draw])).values()];
	return Promise.all(
		standing.map(async ({ id, year, seq }) => {
			const selected = new Set((await readDraw(db, id))?.selected);
			const listed = units.filter(({ unionId: unit }) => selected.has(unit));
			const label = `${year} 年第 ${seq} 次抽样，抽中 ${selected.size} 家`;
			return { id, year, label, kinds: countByKind(listed) };
		})
	);
}

function countByKind(units: readonly SubordinateUnit[]): ElectorDraw['kinds'] {
	const kinds: ElectorDraw['kinds'] = {};
	for (const { kind, vacant } of units) {
		const count = (kinds[kind] ??= { listed: 0, vacant: 0 });
		count.listed += 1;
		if (vacant) count.vacant += 1;
	}
	return kinds;
}
