import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { checkDigit } from '../ballot-code.ts';

/**
 * What stands on a key sheet (钥匙单): 128 random bits as eight groups of five digits and a check digit. Digits only, as
 * on a ballot code: they can be typed on a numeric keypad, read aloud and copied by hand.
 *
 * The 40 data digits are seed + 2^128 · c with c = SHA-256(seed) mod 29; the Damm digit of a group also covers the number
 * of the group, so that a wrong digit, two swapped digits and two swapped groups are each found in their group.
 */
export const seedBytes = 16;
export const sheetGroups = 8;
const dataDigits = 5;
const groupDigits = dataDigits + 1;
const sheetDigits = sheetGroups * groupDigits;

const seedRange = 1n << 128n;
const checkRange = 29;
/** Before the digits in the QR code: no address, so that no other scanner sends it anywhere. */
const qrPrefix = 'PINGJIA-KEY-1:';
/** Longer input is refused unread. */
const longestInput = 400;
const separators = /[\s\p{Z}\p{Pd}\p{Cf}\p{Cc}_.,:;/|·•‧・、。−]/gu;

export type SheetError =
	| { error: 'empty' | 'characters' | 'length' | 'whole' | 'ballot_code' }
	/** Numbers of the wrong groups, from 1. */
	| { error: 'groups'; groups: number[] };
export type ParsedSheet = { ok: true; seed: Uint8Array } | ({ ok: false } & SheetError);

/** The eight groups, six digits each, that stand on the sheet of a seed of 16 bytes. */
export function sheetGroupsOf(seed: Uint8Array): string[] {
	if (seed.length !== seedBytes) throw new RangeError('a seed has 16 bytes');
	const value = toNumber(seed) + seedRange * BigInt(wholeCheck(seed));
	const digits = value.toString().padStart(sheetGroups * dataDigits, '0');
	return Array.from({ length: sheetGroups }, (_, index) => {
		const data = digits.slice(index * dataDigits, (index + 1) * dataDigits);
		return data + groupCheck(data, index);
	});
}

/** The text of the sheet's QR code. */
export function sheetQrText(seed: Uint8Array): string {
	return qrPrefix + sheetGroupsOf(seed).join('');
}

/** Reads what was scanned or typed; tells where a typing error is. */
export function parseSheet(input: string): ParsedSheet {
	if (input.length > longestInput) return { ok: false, error: 'length' };
	const text = input.normalize('NFKC').trim();
	const digits = (text.startsWith(qrPrefix) ? text.slice(qrPrefix.length) : text).replace(
		separators,
		''
	);
	const error = errorOf(digits);
	if (error) return { ok: false, ...error };
	const data = groupsIn(digits).map((group) => group.slice(0, dataDigits));
	const value = BigInt(data.join(''));
	const seed = toBytes(value % seedRange);
	if (value / seedRange !== BigInt(wholeCheck(seed))) return { ok: false, error: 'whole' };
	return { ok: true, seed };
}

function errorOf(digits: string): SheetError | null {
	if (digits === '') return { error: 'empty' };
	// The address of a ballot code and other scanned texts.
	if (!/^[0-9]+$/.test(digits)) return { error: 'characters' };
	if (digits.length === 16) return { error: 'ballot_code' };
	if (digits.length !== sheetDigits) return { error: 'length' };
	const groups = wrongGroups(digits);
	return groups.length > 0 ? { error: 'groups', groups } : null;
}

/** Numbers (from 1) of the complete groups among the digits typed so far whose check digit is wrong. */
export function wrongGroups(digits: string): number[] {
	return groupsIn(digits).flatMap((group, index) => {
		if (group.length < groupDigits) return [];
		const right = groupCheck(group.slice(0, dataDigits), index) === group.at(-1);
		return right ? [] : [index + 1];
	});
}

/** "dddddd dddddd …", as printed, of whatever was typed so far. */
export function groupTyped(input: string): string {
	const digits = input.normalize('NFKC').replace(/[^0-9]/g, '');
	return groupsIn(digits.slice(0, sheetDigits)).join(' ');
}

function groupsIn(digits: string): string[] {
	return digits.match(/.{1,6}/g) ?? [];
}

function groupCheck(data: string, index: number): string {
	return checkDigit(`${index + 1}${data}`);
}

function wholeCheck(seed: Uint8Array): number {
	const hash = sha256(new Uint8Array([...utf8ToBytes('pingjia key sheet check'), ...seed]));
	return (((hash[0] ?? 0) << 16) | ((hash[1] ?? 0) << 8) | (hash[2] ?? 0)) % checkRange;
}

function toNumber(bytes: Uint8Array): bigint {
	return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function toBytes(value: bigint): Uint8Array {
	return Uint8Array.from({ length: seedBytes }, (_, index) =>
		Number((value >> BigInt(8 * (seedBytes - 1 - index))) & 0xffn)
	);
}
