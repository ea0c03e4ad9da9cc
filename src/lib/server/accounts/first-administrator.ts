import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '../app';
import { changesBetween } from '../audit/changes-between';
import { recordAudit } from '../audit/record-audit';
import { isUniqueViolation } from '../database/dialect';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { insertAccount } from './create-account';
import { hashPassword } from './password';
import { isStrongPassword } from './password-policy';

/**
 * The token of the set-up link. Made from the key that all servers share and the topmost union's random id, it is the
 * same on each of them and after a restart, opens no other installation and has to be stored nowhere.
 */
export function makeSetupToken(sessionKey: string, rootUnionId: string): string {
	return createHmac('sha256', sessionKey).update(`set-up ${rootUnionId}`).digest('base64url');
}

/** Whether nobody has an account yet. */
export async function isUnset(db: Database): Promise<boolean> {
	return (await db.selectFrom('user').select('id').limit(1).execute()).length === 0;
}

/** Whether `token` opens the set-up page: it is the right one, and nobody has an account yet. */
export async function opensSetup(app: App, token: string): Promise<boolean> {
	const [given, right] = [Buffer.from(token), Buffer.from(await ownToken(app))];
	const same = given.length === right.length && timingSafeEqual(given, right);
	return same && (await isUnset(app.db));
}

async function ownToken({ db, keys }: App): Promise<string> {
	return makeSetupToken(keys.session, (await readRoot(db)).id);
}

/** The topmost union, which every start of the server makes sure of. */
async function readRoot(db: Database): Promise<{ id: string; name: string }> {
	return db
		.selectFrom('union')
		.select(['id', 'name'])
		.where('parent_id', 'is', null)
		.orderBy('created_at')
		.executeTakeFirstOrThrow();
}

export interface Setup {
	union: string;
	name: string;
	username: string;
	password: string;
}

/**
 * Creates the first administrator and names the topmost union; gives the account's id. Once only, on however many servers
 * at once. Refuses `not_found` (the token, or somebody was first), `weak_password`.
 */
export async function setUp(app: App, token: string, setup: Setup): Promise<string> {
	if (!(await opensSetup(app, token))) throw new Refused('not_found');
	if (!isStrongPassword(setup.password, setup.username)) throw new Refused('weak_password');
	const hash = await hashPassword(app.auth, setup.password);
	const id = newId();
	await transaction(app.db, async (trx) => {
		await takeOnce(trx, app);
		const root = await readRoot(trx);
		const roles = [{ role: 'admin' as const, unionId: root.id }];
		const account = { ...{ id, hash, roles }, name: setup.name, username: setup.username };
		await insertAccount(trx, app.clock, { ...account, temporary: false });
		await trx.updateTable('union').set({ name: setup.union }).where('id', '=', root.id).execute();
		await recordAudit(trx, app.clock, {
			...{ userId: id, action: 'set_up', noun: 'user', nounId: id },
			detail: {
				...{ username: setup.username, roles },
				...changesBetween({ name: root.name }, { name: setup.union })
			}
		});
	});
	return id;
}

/** The key of the settings lets only one through; whoever is second is told that the page is gone. */
async function takeOnce(trx: Transaction, { clock }: App): Promise<void> {
	if (!(await isUnset(trx))) throw new Refused('not_found');
	try {
		await trx
			.insertInto('setting')
			.values({ key: 'set_up_at', value: toInstant(clock.now()) })
			.execute();
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refused('not_found');
		throw error;
	}
}
