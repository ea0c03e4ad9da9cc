import type { SubordinateUnit } from '$lib/domain/chair-electorate';
import type { Database } from '../database/open';

/** A draw of grassroots unions that a superior appraisal may ask. */
export interface ElectorDraw {
	id: string;
	year: number;
	/** How it is called in a list. */
	label: string;
	/** By kind, those drawn and those of them without a chair in office. */
	kinds: Record<string, { listed: number; vacant: number }>;
}

/** The draws made for appraisals of a union. */
export async function listElectorDraws(
	_db: Database,
	_unionId: string,
	_units: readonly SubordinateUnit[]
): Promise<ElectorDraw[]> {
	return [];
}
