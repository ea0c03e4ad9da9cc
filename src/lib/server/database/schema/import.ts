import type {
	ImportNoun,
	ImportState,
	RowChange,
	RowOutcome,
	RowProblem
} from '$lib/domain/import/verdict';
import type { MergedArea } from '../../spreadsheets/sheet';
import type { Instant, Json } from '../values';
import type { UnionTable } from './union';

/** A spreadsheet that somebody sent to be imported. */
export interface ImportTable {
	id: string;
	noun: ImportNoun;
	/** Nothing outside this union's subtree is touched. */
	union_id: string;
	file_name: string;
	sha256: string;
	header: Json<string[]>;
	merged: Json<MergedArea[]>;
	state: ImportState;
	/** What the reader has to know of the state, in Chinese; may be empty. */
	note: string;
	/** Rows, and how many of them the work under way has behind it. */
	total: number;
	done: number;
	fresh: number;
	changed: number;
	same: number;
	wrong: number;
	/** SHA-256 of what the check found for every row: a commit finds the same or writes nothing. */
	digest: string;
	created_by: string;
	created_at: Instant;
	/** Sign of life of the work under way. */
	beat_at: Instant;
	committed_by: string | null;
	committed_at: Instant | null;
	/** When what was uploaded was deleted. */
	emptied_at: Instant | null;
}

export interface ImportRowTable {
	import_id: string;
	row: number;
	/** Empty once the import was emptied; outcome and changes of a committed one stay. */
	cells: Json<string[]>;
	outcome: RowOutcome | 'waiting';
	problems: Json<RowProblem[]>;
	changes: Json<RowChange[]>;
}

/** Members of a union in an earlier or this year; what it has now is `union.member_count`. */
export interface MemberCountTable {
	union_id: string;
	year: number;
	members: number;
	entered_by: string | null;
	entered_at: Instant;
}

/** Raised by triggers whenever a row of the table called `noun` changes. */
export interface RevisionTable {
	noun: string;
	n: number;
}

/** A union as a commit under way will write it. */
export interface ImportUnionTable extends Omit<
	UnionTable,
	'closed_at' | 'closed_reason' | 'merged_into'
> {
	import_id: string;
}
