import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { makeRecoveryCodes, spendRecoveryCode } from './recovery-code';

const PERIOD = 30;
const NONCE = 12;
const TAG = 16;

/** Whether the account has to show a code at login. */
export async function hasSecondFactor(db: Database, userId: string): Promise<boolean> {
	const row = await db
		.selectFrom('second_factor')
		.select('user_id')
		.where('user_id', '=', userId)
		.where('confirmed_at', 'is not', null)
		.executeTakeFirst();
	return row !== undefined;
}

/** AES-256-GCM; bound to the account, so that a row copied to another one opens nothing. */
function encrypt({ keys }: App, userId: string, secret: Uint8Array): Buffer {
	const nonce = randomBytes(NONCE);
	const cipher = createCipheriv('aes-256-gcm', keys.secondFactor, nonce).setAAD(
		Buffer.from(userId)
	);
	return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

function decrypt({ keys }: App, userId: string, sealed: Uint8Array): ArrayBuffer {
	const bytes = Buffer.from(sealed);
	const decipher = createDecipheriv('aes-256-gcm', keys.secondFactor, bytes.subarray(0, NONCE));
	decipher.setAAD(Buffer.from(userId)).setAuthTag(bytes.subarray(-TAG));
	const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
	return new Uint8Array(plain).buffer;
}

function totpOf(app: App, user: { id: string; username: string }, sealed: Uint8Array): TOTP {
	const secret = new Secret({ buffer: decrypt(app, user.id, sealed) });
	return new TOTP({ issuer: '评家', label: user.username, secret, period: PERIOD });
}

/** What the authenticator app is shown while the second factor is being set up. */
export interface Enrolment {
	/** `otpauth://…`, for the QR code. */
	uri: string;
	/** The secret to type by hand, in base32. */
	secret: string;
}

/** Begins to set up a second factor, anew if it was begun before. Refuses `second_factor_there`. */
export async function beginSecondFactor(app: App, userId: string): Promise<void> {
	const secret = encrypt(app, userId, randomBytes(20));
	await transaction(app.db, async (trx) => {
		if (await hasSecondFactor(trx, userId)) throw new Refused('second_factor_there');
		await trx.deleteFrom('second_factor').where('user_id', '=', userId).execute();
		await trx
			.insertInto('second_factor')
			.values({ user_id: userId, secret, last_step: 0 })
			.execute();
	});
}

/** The second factor that was begun and not confirmed yet, or null. */
export async function readEnrolment(
	app: App,
	user: { id: string; username: string }
): Promise<Enrolment | null> {
	const row = await app.db
		.selectFrom('second_factor')
		.select('secret')
		.where('user_id', '=', user.id)
		.where('confirmed_at', 'is', null)
		.executeTakeFirst();
	if (!row) return null;
	const totp = totpOf(app, user, row.secret);
	return { uri: totp.toString(), secret: totp.secret.base32 };
}

/**
 * Takes a code of the authenticator app, at most once: neither it nor an earlier one is taken again.
 * One period of 30 seconds before and after is allowed for clocks that differ.
 */
export async function spendTotp(
	app: App,
	user: { id: string; username: string },
	code: string,
	{ confirmed }: { confirmed: boolean }
): Promise<boolean> {
	const row = await app.db
		.selectFrom('second_factor')
		.select('secret')
		.where('user_id', '=', user.id)
		.where('confirmed_at', confirmed ? 'is not' : 'is', null)
		.executeTakeFirst();
	const token = code.replace(/\s/g, '');
	if (!row || !/^\d{6}$/.test(token)) return false;
	const timestamp = app.clock.now().getTime();
	const delta = totpOf(app, user, row.secret).validate({ token, window: 1, timestamp });
	if (delta === null) return false;
	const step = Math.floor(timestamp / 1000 / PERIOD) + delta;
	const { numUpdatedRows } = await app.db
		.updateTable('second_factor')
		.set({ last_step: step })
		.where('user_id', '=', user.id)
		.where('last_step', '<', step)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

/** A code of the app or a recovery code; each is taken once. */
export async function spendSecondFactor(
	app: App,
	user: { id: string; username: string },
	code: string
): Promise<boolean> {
	return (
		(await spendTotp(app, user, code, { confirmed: true })) ||
		(await spendRecoveryCode(app, user.id, code))
	);
}

/**
 * Turns the second factor on with its first code and signs every other browser out: none goes on that has shown a password
 * alone. Returns the recovery codes. Refuses `bad_code`.
 */
export async function confirmSecondFactor(
	app: App,
	user: { id: string; username: string; session: string | null },
	code: string
): Promise<string[]> {
	if (!(await spendTotp(app, user, code, { confirmed: false }))) throw new Refused('bad_code');
	return transaction(app.db, async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('second_factor')
			.set({ confirmed_at: toInstant(app.clock.now()) })
			.where('user_id', '=', user.id)
			.where('confirmed_at', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) throw new Refused('stale');
		await trx
			.deleteFrom('session')
			.where('user_id', '=', user.id)
			.where('id', '!=', user.session ?? '')
			.execute();
		const entry = { userId: user.id, noun: 'user', nounId: user.id };
		await recordAudit(trx, app.clock, { ...entry, action: 'set_second_factor' });
		return makeRecoveryCodes(app.keys, trx, user.id);
	});
}

/** Removes the second factor, if there is one, and its recovery codes. */
export async function dropSecondFactor(trx: Transaction, userId: string): Promise<boolean> {
	await trx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
	const { numDeletedRows } = await trx
		.deleteFrom('second_factor')
		.where('user_id', '=', userId)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

/** Removes the second factor and its recovery codes; `by` is the owner or an administrator. Refuses `not_found`. */
export async function removeSecondFactor(app: App, userId: string, by: string): Promise<void> {
	await transaction(app.db, async (trx) => {
		if (!(await dropSecondFactor(trx, userId))) throw new Refused('not_found');
		// Whoever is signed in now may be why it is taken away.
		if (by !== userId) await trx.deleteFrom('session').where('user_id', '=', userId).execute();
		const entry = { userId: by, noun: 'user', nounId: userId };
		await recordAudit(trx, app.clock, { ...entry, action: 'remove_second_factor' });
	});
}
