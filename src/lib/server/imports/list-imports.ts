import { sql } from 'kysely';
import { importStates } from '$lib/domain/import/verdict';
import type { Scope } from '$lib/domain/permission';
import type { RowOrder } from '$lib/domain/row-order';
import type { Database } from '../database/open';
import { rankOf } from '../database/rank';
import { inScope } from '../unions/scope';
import { IMPORT_ROWS, selectImports, viewOf, type ImportView } from './read-imports';

export const importOrders = ['at', 'file', 'state', 'rows'] as const;

export interface ImportFilter {
	/** Part of the file's name, of whoever uploaded it or of the union. */
	text: string;
	/** The latest first unless asked otherwise. */
	order: RowOrder<(typeof importOrders)[number]> | null;
	/** From 1. */
	page: number;
}

/** Imports into unions in reach that fit, but for those of history, which have a page of their own. */
export async function listImports(
	db: Database,
	scope: Scope | null,
	filter: ImportFilter
): Promise<{ imports: ImportView[]; page: number; pages: number }> {
	const within = selectImports(db)
		.where('noun', '!=', 'history')
		.where(({ ref }) => inScope(ref('union.path'), scope))
		.$if(filter.text !== '', (query) => query.where(named(filter.text)));
	const { n } = await within
		.clearSelect()
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(n / IMPORT_ROWS));
	const page = Math.min(Math.max(1, filter.page), pages);
	const { by, descending } = filter.order ?? { by: 'at', descending: true };
	const rows = await within
		.orderBy(columns[by], descending ? 'desc' : 'asc')
		.orderBy('import.created_at', 'desc')
		.orderBy('import.id')
		.limit(IMPORT_ROWS)
		.offset((page - 1) * IMPORT_ROWS)
		.execute();
	return { imports: rows.map(viewOf), page, pages };
}

const columns = {
	at: sql.ref('import.created_at'),
	file: sql`lower("import".file_name)`,
	state: rankOf(sql.ref('import.state'), importStates),
	rows: sql.ref('import.total')
};

function named(text: string) {
	const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
	return sql<boolean>`(lower("import".file_name) like ${pattern} escape '\\'
		or lower("union".name) like ${pattern} escape '\\'
		or lower(creator.name) like ${pattern} escape '\\')`;
}
