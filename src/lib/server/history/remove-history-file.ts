import { rm } from 'node:fs/promises';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { transaction } from '../database/transaction';
import { evidencePath } from '../evidence/evidence-store';
import { Refused } from '../refusals';
import { holdHistory } from './hold-history';
import { readHistory } from './read-history';

/** Takes a scan away from figures that still wait: whoever sent it. Refuses `not_found`, `not_own_file`, `evidence_settled`. */
export async function removeHistoryFile(
	app: Pick<App, 'db' | 'clock' | 'config'>,
	{ resultId, fileId: id, by }: { resultId: string; fileId: string; by: string }
): Promise<void> {
	const unused = await transaction(app.db, async (trx) => {
		await holdHistory(trx, [resultId]);
		const [view] = await readHistory(trx, [resultId]);
		const file = await trx
			.selectFrom('history_evidence')
			.innerJoin('history_file', 'history_file.id', 'file_id')
			.selectAll('history_file')
			.where('result_id', '=', resultId)
			.where('file_id', '=', id)
			.executeTakeFirst();
		if (!view || !file) throw new Refused('not_found');
		if (view.result.status !== 'pending') throw new Refused('evidence_settled');
		if (file.sent_by !== by) throw new Refused('not_own_file');
		await trx
			.deleteFrom('history_evidence')
			.where('result_id', '=', resultId)
			.where('file_id', '=', id)
			.execute();
		const { numDeletedRows } = await trx
			.deleteFrom('history_file')
			.where('id', '=', id)
			.where(({ not, exists, selectFrom }) =>
				not(exists(selectFrom('history_evidence').select('file_id').where('file_id', '=', id)))
			)
			.executeTakeFirst();
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'remove_file', noun: 'history', nounId: resultId },
			detail: { unionId: view.union.id, file: id, name: file.name, sha256: file.sha256 }
		});
		return numDeletedRows > 0n;
	});
	if (unused) await rm(evidencePath(app.config, id), { force: true });
}
