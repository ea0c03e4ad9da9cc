import type { App } from '../app';
import { changesBetween } from '../audit/changes-between';
import { recordAudit } from '../audit/record-audit';
import { transaction, type Transaction } from '../database/transaction';
import { toFlag } from '../database/values';
import { Refused } from '../refusals';
import { forgetFailures } from './edit-account';
import { hashPassword, makePassword, storePassword } from './password';
import { dropSecondFactor } from './second-factor';

/**
 * For the only administrator who lost the password or the phone, done by whoever runs the server (src/start.ts --rescue):
 * a new one-time password, which is returned and kept nowhere; no second factor; signed out everywhere; no lock; enabled
 * again. Refuses `not_found`, and `forbidden` for others than administrators, whom an administrator helps in the office.
 */
export async function rescueAdministrator(app: App, username: string): Promise<string> {
	const password = makePassword();
	const hash = await hashPassword(app.auth, password);
	await transaction(app.db, async (trx) => {
		const user = await findAdministrator(trx, username.toLowerCase());
		const secondFactor = await dropSecondFactor(trx, user.id);
		await storePassword(trx, app.clock, { userId: user.id, hash }, { temporary: true });
		await forgetFailures(trx, user.username);
		await trx
			.updateTable('user')
			.set({ disabled: toFlag(false), disabled_at: null, disabled_by: null })
			.where('id', '=', user.id)
			.execute();
		await recordAudit(trx, app.clock, {
			...{ userId: null, action: 'rescue', noun: 'user', nounId: user.id },
			detail: changesBetween(
				{ secondFactor, disabled: user.disabled },
				{ secondFactor: false, disabled: false }
			)
		});
	});
	return password;
}

async function findAdministrator(
	trx: Transaction,
	username: string
): Promise<{ id: string; username: string; disabled: boolean }> {
	const user = await trx
		.selectFrom('user')
		.select(['id', 'disabled'])
		.where('username', '=', username)
		.executeTakeFirst();
	if (!user) throw new Refused('not_found');
	const role = await trx
		.selectFrom('role')
		.select('user_id')
		.where('user_id', '=', user.id)
		.where('role', '=', 'admin')
		.executeTakeFirst();
	if (!role) throw new Refused('forbidden');
	return { id: user.id, username, disabled: Boolean(user.disabled) };
}
