import type { ImportNoun, ImportState, RowChange, RowProblem } from '$lib/domain/import/verdict';
import { rowOutcomes, type RowOutcome } from '$lib/domain/import/verdict';
import type { Database } from '../database/open';
import { fromJson, type Instant } from '../database/values';

export const IMPORT_ROWS = 50;

/** An import as lists and its page show it. */
export interface ImportView {
	id: string;
	noun: ImportNoun;
	state: ImportState;
	note: string;
	unionId: string;
	unionName: string;
	fileName: string;
	by: string;
	at: Instant;
	committedBy: string | null;
	committedAt: Instant | null;
	/** What was uploaded has been deleted. */
	emptied: boolean;
	total: number;
	done: number;
	counts: Record<RowOutcome, number>;
}

export function selectImports(db: Database) {
	return db
		.selectFrom('import')
		.innerJoin('union', 'union.id', 'import.union_id')
		.innerJoin('user as creator', 'creator.id', 'import.created_by')
		.leftJoin('user as committer', 'committer.id', 'import.committed_by')
		.selectAll('import')
		.select(['union.name as unionName', 'creator.name as by', 'committer.name as committedBy']);
}

type ImportLine = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>;

export function viewOf(row: ImportLine): ImportView {
	const { id, noun, state, note, unionName, by, committedBy, total, done } = row;
	return {
		...{ id, noun, state, note, unionName, by, committedBy, total, done },
		...{ unionId: row.union_id, fileName: row.file_name, at: row.created_at },
		...{ committedAt: row.committed_at, emptied: row.emptied_at !== null },
		counts: { wrong: row.wrong, new: row.fresh, changed: row.changed, same: row.same }
	};
}

export async function readImport(db: Database, id: string): Promise<ImportView | null> {
	const row = await selectImports(db).where('import.id', '=', id).executeTakeFirst();
	return row ? viewOf(row) : null;
}

export interface ImportLineView {
	row: number;
	outcome: RowOutcome | 'waiting';
	cells: string[];
	problems: RowProblem[];
	changes: RowChange[];
}

export interface ImportPage {
	header: string[];
	rows: ImportLineView[];
	page: number;
	pages: number;
}

/** Rows of an import with one outcome (null: all), fifty a page. */
export async function readImportRows(
	db: Database,
	{ id, counts, total }: ImportView,
	outcome: RowOutcome | null,
	wanted: number
): Promise<ImportPage> {
	const n = outcome === null ? total : counts[outcome];
	const pages = Math.max(1, Math.ceil(n / IMPORT_ROWS));
	const page = Math.min(Math.max(1, wanted), pages);
	const { header } = await db
		.selectFrom('import')
		.select('header')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	let query = db.selectFrom('import_row').selectAll().where('import_id', '=', id);
	if (outcome !== null) query = query.where('outcome', '=', outcome);
	const rows = await query
		.orderBy('row')
		.limit(IMPORT_ROWS)
		.offset((page - 1) * IMPORT_ROWS)
		.execute();
	return { header: fromJson(header), rows: rows.map(lineOf), page, pages };
}

function lineOf({
	row,
	outcome,
	...json
}: {
	row: number;
	outcome: RowOutcome | 'waiting';
} & Record<'cells' | 'problems' | 'changes', string>): ImportLineView {
	return {
		...{ row, outcome },
		cells: JSON.parse(json.cells) as string[],
		problems: JSON.parse(json.problems) as RowProblem[],
		changes: JSON.parse(json.changes) as RowChange[]
	};
}

/** The outcome that a page shows first: what needs somebody. */
export function firstOutcome({ counts }: ImportView): RowOutcome {
	return rowOutcomes.find((outcome) => counts[outcome] > 0) ?? 'same';
}
