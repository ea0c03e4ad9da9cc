import type { ElectorKind } from '$lib/domain/chair-electorate';
import type { Level } from '$lib/domain/words';
import type { Flag, Json } from '../values';

/** Whose chairs a superior appraisal asks. The last two columns are null in a draft; all are frozen at opening. */
export interface ChairElectorateTable {
	survey_id: string;
	/** Kinds of which every chair is asked; null: all unions below. */
	kinds: Json<string[]> | null;
	draw_id: string | null;
	/** The kinds below, and how many of each are on the list. */
	summary: Json<ElectorKind[]> | null;
	/** SHA-256 of the list: the log commits to it. */
	hash: Buffer | null;
}

/** A union whose chair was asked, as it was called at opening. */
export interface ElectorTable {
	survey_id: string;
	union_id: string;
	code: string;
	name: string;
	level: Level;
	kind: string;
	/** 1: in by the draw alone. */
	drawn: Flag;
	/** 1: no chair in office; not counted. */
	vacant: Flag;
}
