import type { App } from '../app';
import { changesBetween } from '../audit/changes-between';
import { recordAudit } from '../audit/record-audit';
import { transaction } from '../database/transaction';
import type { Actor } from './actor';

/** Changes one's own name. */
export async function rename(app: App, { userId }: Actor, name: string): Promise<void> {
	await transaction(app.db, async (trx) => {
		const before = await trx
			.selectFrom('user')
			.select('name')
			.where('id', '=', userId)
			.executeTakeFirstOrThrow();
		await trx.updateTable('user').set({ name }).where('id', '=', userId).execute();
		await recordAudit(trx, app.clock, {
			...{ userId, action: 'rename', noun: 'user', nounId: userId },
			detail: changesBetween(before, { name })
		});
	});
}
