import type { App } from '../app';
import { changesBetween } from '../audit/changes-between';
import { recordAudit } from '../audit/record-audit';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { listLanAddresses } from './lan-addresses';

const KEY = 'public_address';

/**
 * The address in QR codes, without a slash at its end: as set in the office, else PUBLIC_ADDRESS, else this machine's
 * first LAN address. `addressWarning` says whether phones can reach it.
 */
export async function readPublicAddress(app: App): Promise<string> {
	return (await readOwnAddress(app)) ?? defaultAddress(app);
}

/** The address set in the office, or null. */
export async function readOwnAddress({ db }: App): Promise<string | null> {
	return readStored(db);
}

async function readStored(db: Database): Promise<string | null> {
	const row = await db
		.selectFrom('setting')
		.select('value')
		.where('key', '=', KEY)
		.executeTakeFirst();
	return row?.value ?? null;
}

/** The address in use as long as none is set. */
export function defaultAddress({ config }: App): string {
	if (config.publicAddress) return config.publicAddress;
	return listLanAddresses(config.port)[0] ?? `http://localhost:${config.port}`;
}

/** Sets the address, or with an empty one goes back to the default. Refuses `bad_address`. */
export async function setPublicAddress(app: App, typed: string, by: string): Promise<void> {
	const address = parseAddress(typed);
	await transaction(app.db, async (trx) => {
		const before = await readStored(trx);
		await store(trx, address);
		await recordAudit(trx, app.clock, {
			userId: by,
			action: 'set',
			noun: 'setting',
			nounId: KEY,
			detail: changesBetween({ address: before }, { address })
		});
	});
}

async function store(trx: Transaction, address: string | null): Promise<void> {
	await trx.deleteFrom('setting').where('key', '=', KEY).execute();
	if (address !== null)
		await trx.insertInto('setting').values({ key: KEY, value: address }).execute();
}

/** Scheme, host and port; the application is served from the root of its host, so nothing may follow. */
function parseAddress(typed: string): string | null {
	const text = typed.trim();
	if (text === '') return null;
	if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) throw new Refused('bad_address');
	const { origin, pathname, search, hash, username } = new URL(text);
	if (pathname !== '/' || search || hash || username) throw new Refused('bad_address');
	return origin;
}
