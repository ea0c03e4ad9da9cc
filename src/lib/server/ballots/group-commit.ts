export interface GroupCommit<Item, Outcome> {
	/** Resolves once the item's batch is durable; rejects with what its transaction threw. Null: too many are waiting. */
	submit(item: Item): Promise<Outcome> | null;
	/** Resolves when nothing is waiting any more. */
	drain(): Promise<void>;
}

interface Waiter<Item, Outcome> {
	item: Item;
	resolve(outcome: Outcome): void;
	reject(error: unknown): void;
}

export interface Limits {
	/** Items in one transaction; also keeps a statement's parameters below SQLite's 32,766. */
	batch: number;
	/** Items that may wait; more are not taken, so that memory and waiting times stay bounded. */
	waiting: number;
}

/**
 * Items that arrive together share one transaction and one fsync. One batch runs at a time; what arrives meanwhile is the
 * next one, so nothing waits for company. `commit` returns one outcome per item, in order, after its transaction is durable.
 */
export function createGroupCommit<Item, Outcome>(
	commit: (items: Item[]) => Promise<Outcome[]>,
	limits: Limits
): GroupCommit<Item, Outcome> {
	const waiting: Waiter<Item, Outcome>[] = [];
	let running: Promise<void> | null = null;

	async function run(): Promise<void> {
		// Lets everything that this turn of the event loop has read from its sockets join the batch.
		await new Promise((resolve) => setImmediate(resolve));
		while (waiting.length > 0) await settle(waiting.splice(0, limits.batch), commit);
		running = null;
	}

	function submit(item: Item): Promise<Outcome> | null {
		if (waiting.length >= limits.waiting) return null;
		return new Promise((resolve, reject) => {
			waiting.push({ item, resolve, reject });
			running ??= run();
		});
	}

	return { submit, drain: async () => running ?? undefined };
}

async function settle<Item, Outcome>(
	batch: Waiter<Item, Outcome>[],
	commit: (items: Item[]) => Promise<Outcome[]>
): Promise<void> {
	try {
		const outcomes = await commit(batch.map(({ item }) => item));
		batch.forEach(({ resolve }, index) => resolve(outcomes[index] as Outcome));
	} catch (error) {
		for (const { reject } of batch) reject(error);
	}
}
