import { holders, type Holder } from '$lib/domain/custody/box-key';
import { Refused } from '../refusals';

/** The number of the holder that a form is about. Refuses `not_found`. */
export function readHolder(form: FormData): Holder {
	const idx = holders.find((holder) => String(holder) === form.get('holder'));
	if (!idx) throw new Refused('not_found');
	return idx;
}

/** Bytes from a field in hex, or none at all for anything else. */
export function readBytes(form: FormData, name: string): Uint8Array {
	const text = form.get(name);
	const isHex = typeof text === 'string' && /^([0-9a-f]{2}){1,64}$/.test(text);
	return new Uint8Array(isHex ? Buffer.from(text, 'hex') : []);
}
