import type { Transaction as KyselyTransaction } from 'kysely';
import { isLostRace } from './dialect';
import type { Database } from './open';
import type { Tables } from './schema';

export type Transaction = KyselyTransaction<Tables>;

const ATTEMPTS = 5;

const finishing = new WeakMap<Transaction, (() => Promise<void>)[]>();

/**
 * Has `work` done at the very end of a transaction of `transaction`, right before its commit. What takes a lock that every
 * transaction wants belongs there: nothing is locked after it, so it can keep nobody in a circle.
 */
export function beforeCommit(trx: Transaction, work: () => Promise<void>): void {
	const works = finishing.get(trx);
	if (!works) throw new Error('this handle is no transaction of transaction()');
	works.push(work);
}

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
			return await db.transaction().execute((trx) => finish(trx, work));
		} catch (error) {
			if (attempt === ATTEMPTS || !isLostRace(error)) throw error;
		}
	}
}

async function finish<T>(trx: Transaction, work: (trx: Transaction) => Promise<T>): Promise<T> {
	const works: (() => Promise<void>)[] = [];
	finishing.set(trx, works);
	const answer = await work(trx);
	for (const last of works) await last();
	return answer;
}
