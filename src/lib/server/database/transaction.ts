import type { Transaction as KyselyTransaction } from 'kysely';
import { isLostRace } from './dialect';
import type { Database } from './open';
import type { Tables } from './schema';

export type Transaction = KyselyTransaction<Tables>;

const ATTEMPTS = 5;

/**
 * Runs `work` in one transaction and returns what it returns once that is durable.
 * A transaction that lost a race against another is run again, so `work` must do nothing but talk to `trx`.
 */
export async function transaction<T>(
	db: Database,
	work: (trx: Transaction) => Promise<T>
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await db.transaction().execute(work);
		} catch (error) {
			if (attempt === ATTEMPTS || !isLostRace(error)) throw error;
		}
	}
}
