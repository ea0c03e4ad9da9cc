import type { Standing } from '$lib/domain/result-validity';
import type { Subject } from '$lib/domain/words';
import type { Flag } from '../values';

/**
 * What stands for a union, year and subject: a digest of its results, for lists over many unions. Kept by
 * `overview/settle-figures.ts`; figures that are printed are read from the result itself.
 */
export interface FigureTable {
	year: number;
	subject: Subject;
	union_id: string;
	result_id: string;
	/** 0: the result was made void or refused, and a survey under way stands before it. */
	live: Flag;
	standing: Standing;
	/** `orderKey` of 满意率; null where it is not shown or does not count. */
	rate_key: number | null;
	/** `orderKey` of 参评率. */
	turnout_key: number | null;
}

/** A result that was entered or changed since its figure was settled; several times, perhaps. The row without an id is a lock. */
export interface FigureDueTable {
	result_id: string;
}
