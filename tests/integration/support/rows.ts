import type { Database } from '$lib/server/database/open';
import { earlierRows } from './rows-0001-0013';
import { laterRows } from './rows-0014-on';

export type Rows = [table: string, row: Record<string, unknown>][];

/** Rows as a server of the time would have left them, by the migration that made their tables. */
export const rowsByMigration: Record<string, Rows> = { ...earlierRows, ...laterRows };

/** Inserts the rows of the migrations named, in their order. */
export async function insertRows(db: Database, migrations: string[]): Promise<void> {
	for (const name of migrations)
		for (const [table, row] of rowsByMigration[name] ?? [])
			await db
				.insertInto(table as never)
				.values(row as never)
				.execute();
}
