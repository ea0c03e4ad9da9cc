import { z } from 'zod';
import type { App } from '../app';
import { changesBetween } from '../audit/changes-between';
import { recordAudit } from '../audit/record-audit';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { fromJson, toJson, type Json } from '../database/values';

const KEY = 'sign_in';

const wholeNumber = (least: number, most: number, message: string) =>
	z.coerce.number(message).int(message).min(least, message).max(most, message);

/** What an administrator decides about signing in. */
export const signInRules = z.object({
	/** Minutes without a request after which a session is over. */
	idleMinutes: wholeNumber(5, 240, '请填 5 至 240 之间的整数。'),
	/** Days after which a password has to be changed; 0: never. */
	passwordDays: z.union([z.literal(0), z.number().int().min(30).max(730)]),
	/** Who has to use a second factor. */
	secondFactor: z.enum(['optional', 'privileged'])
});
export type SignInRules = z.infer<typeof signInRules>;

/** The same as a form sends it, where an empty field of days means never. */
export const signInForm = signInRules.extend({
	passwordDays: z.union(
		[
			z.literal('').transform(() => 0),
			z.literal('0').transform(() => 0),
			wholeNumber(30, 730, '请填 30 至 730 之间的整数；不要求定期更换请留空。')
		],
		{ error: '请填 30 至 730 之间的整数；不要求定期更换请留空。' }
	)
});

const usual: SignInRules = { idleMinutes: 30, passwordDays: 0, secondFactor: 'optional' };

export async function readSignInRules(db: Database): Promise<SignInRules> {
	const row = await db
		.selectFrom('setting')
		.select('value')
		.where('key', '=', KEY)
		.executeTakeFirst();
	return row ? { ...usual, ...fromJson(row.value as Json<SignInRules>) } : usual;
}

/** Sets the rules; they hold from the next request of everybody on. */
export async function setSignInRules(app: App, rules: SignInRules, by: string): Promise<void> {
	await transaction(app.db, async (trx) => {
		const before = await readSignInRules(trx);
		await trx.deleteFrom('setting').where('key', '=', KEY).execute();
		await trx
			.insertInto('setting')
			.values({ key: KEY, value: toJson(rules) })
			.execute();
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'set', noun: 'setting', nounId: KEY },
			detail: changesBetween(before, rules)
		});
	});
}
