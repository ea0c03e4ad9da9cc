import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant, toJson } from '../database/values';
import { Refused } from '../refusals';
import { KEPT_DAYS } from '$lib/domain/import/kept-days';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Work that has given no sign of life for so long ended with its server. */
const SILENT_MS = 2 * 60 * 1000;

/** Throws an import away with everything that was uploaded. Refuses `import_state` while it is worked on, and afterwards. */
export async function discardImport(app: App, id: string, by: string): Promise<void> {
	await transaction(app.db, async (trx) => {
		const row = await trx
			.updateTable('import')
			.set({ state: 'discarded', note: '', emptied_at: toInstant(app.clock.now()) })
			.where('id', '=', id)
			.where('state', 'in', ['checked', 'failed'])
			.returning('union_id')
			.executeTakeFirst();
		if (!row) throw new Refused('import_state');
		await trx.deleteFrom('import_row').where('import_id', '=', id).execute();
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'discard', noun: 'import', nounId: id, unionId: row.union_id }
		});
	});
}

/** Ends what a stop of the server interrupted, and deletes what was uploaded long enough ago. Safe in several processes. */
export async function keepImports(app: App): Promise<void> {
	const now = app.clock.now().getTime();
	await app.db
		.updateTable('import')
		.set({ state: 'failed', note: '服务器中途停过，没有写入任何内容。请重新上传。' })
		.where('state', 'in', ['checking', 'committing'])
		.where('beat_at', '<', toInstant(new Date(now - SILENT_MS)))
		.execute();
	await app.db
		.deleteFrom('import_union')
		.where('import_id', 'in', (eb) =>
			eb.selectFrom('import').select('id').where('state', '!=', 'committing')
		)
		.execute();
	const old = await app.db
		.selectFrom('import')
		.select(['id', 'state'])
		.where('noun', '!=', 'history')
		.where('created_at', '<', toInstant(new Date(now - KEPT_DAYS * DAY_MS)))
		.where('emptied_at', 'is', null)
		.where('state', 'in', ['checked', 'failed', 'committed'])
		.limit(10)
		.execute();
	for (const { id, state } of old)
		await transaction(app.db, (trx) => emptyImport(trx, app, id, state === 'committed'));
}

/** A committed import keeps what it changed, old and new, and nothing else of what was uploaded. */
async function emptyImport(
	trx: Transaction,
	{ clock }: App,
	id: string,
	committed: boolean
): Promise<void> {
	const at = toInstant(clock.now());
	if (committed) {
		await trx
			.deleteFrom('import_row')
			.where('import_id', '=', id)
			.where('outcome', 'not in', ['changed'])
			.execute();
		await trx
			.updateTable('import_row')
			.set({ cells: toJson([]) })
			.where('import_id', '=', id)
			.execute();
		await trx.updateTable('import').set({ emptied_at: at }).where('id', '=', id).execute();
		return;
	}
	await trx.deleteFrom('import_row').where('import_id', '=', id).execute();
	await trx
		.updateTable('import')
		.set({ state: 'discarded', note: '上传满 30 天，内容已经删除。', emptied_at: at })
		.where('id', '=', id)
		.execute();
}
