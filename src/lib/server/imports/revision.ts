import { sql } from 'kysely';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';

/** The state of all that imports write: another text after every change of a union, a term or a member count. */
export async function readRevision(db: Database): Promise<string> {
	const rows = await db.selectFrom('revision').selectAll().orderBy('noun').execute();
	return rows.map(({ noun, n }) => `${noun}:${n}`).join(' ');
}

/** The same, kept from changing until the transaction ends. */
export async function holdRevision(trx: Transaction): Promise<string> {
	await trx
		.updateTable('revision')
		.set({ n: sql<number>`n` })
		.execute();
	return readRevision(trx);
}
