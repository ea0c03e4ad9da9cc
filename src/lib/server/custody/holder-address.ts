import { encodeQR } from 'qr';
import type { App } from '../app';
import { readPublicAddress } from '../settings/public-address';

/** Where a holder goes with the token of a link: the path for this computer, the whole address and its QR for a phone. */
export async function holderAddress(
	app: App,
	token: string
): Promise<{ path: string; address: string; modules: boolean[][] }> {
	const path = `/keys/${token}`;
	const address = `${await readPublicAddress(app)}${path}`;
	return { path, address, modules: encodeQR(address, 'raw', { border: 4 }) };
}
