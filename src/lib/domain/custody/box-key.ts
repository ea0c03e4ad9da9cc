import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { HolderKey } from './holder-key.ts';

/**
 * The key of a ballot box that any two of three holders can make and one cannot, without a dealer.
 *
 * Every two holders i, j share a secret by Diffie-Hellman, and from it a number a_ij for each survey. The box's private
 * key is t = a_12 + a_13 + a_23 (mod the order of the curve): two holders know all three numbers between them, one misses
 * the number of the other two. Before opening, each holder publishes a·G for its own two numbers, so that everybody can
 * add up the public key T = t·G while t itself has never been put together anywhere. Since the numbers come out of a hash
 * with the survey's id, opening one box says nothing about another with the same sheets.
 *
 * (Replicated secret sharing with shares agreed by key exchange; points on edwards25519, T as X25519 key for HPKE.)
 */
export const pairs = ['12', '13', '23'] as const;
export type Pair = (typeof pairs)[number];
/** The number of a holder. */
export type Holder = 1 | 2 | 3;
export const holders = [1, 2, 3] as const satisfies readonly Holder[];

/** The three public keys in the order of their holders. */
export type PublicKeys = readonly [Uint8Array, Uint8Array, Uint8Array];
/** One value per pair. */
export type PerPair<T> = Record<Pair, T>;

const order = ed25519.Point.Fn.ORDER;
const mod = (value: bigint) => ((value % order) + order) % order;

/** The two pairs that a holder belongs to. */
export function pairsOf(holder: Holder): Pair[] {
	return pairs.filter((pair) => pair.includes(String(holder)));
}

/** The numbers a holder knows for a survey. Throws on a public key of low order. */
function sharesOf(holder: Holder, key: HolderKey, keys: PublicKeys, surveyId: string) {
	return pairsOf(holder).map((pair): [Pair, bigint] => {
		const other = Number(pair.replace(String(holder), '')) as Holder;
		const secret = x25519.getSharedSecret(key.secret, keys[other - 1] as Uint8Array);
		const label = utf8ToBytes(`pingjia-custody-v1|${surveyId}|${pair}|`);
		return [pair, mod(toNumber(sha512(join(label, secret, ...keys))))];
	});
}

/** What a holder publishes for a survey before it opens: for both its pairs a point of edwards25519, 32 bytes. */
export function pointsOf(
	holder: Holder,
	key: HolderKey,
	keys: PublicKeys,
	surveyId: string
): Partial<PerPair<Uint8Array>> {
	const shares = sharesOf(holder, key, keys, surveyId);
	return Object.fromEntries(
		shares.map(([pair, share]) => [pair, ed25519.Point.BASE.multiply(share).toBytes()])
	);
}

/** Whether 32 bytes are a point that a holder can have published. */
export function isPoint(bytes: Uint8Array): boolean {
	try {
		const point = ed25519.Point.fromBytes(bytes);
		return point.isTorsionFree() && !point.is0();
	} catch {
		// The library tells bytes that are no point only by throwing.
		return false;
	}
}

/** The public key of the box, for X25519. Throws on bytes that are no points. */
export function boxPublicKey(points: PerPair<Uint8Array>): Uint8Array {
	const [first, second, third] = pairs.map((pair) => ed25519.Point.fromBytes(points[pair]));
	if (!first || !second || !third) throw new RangeError('three points are needed');
	const sum = first.add(second).add(third);
	return ed25519.utils.toMontgomery(sum.toBytes());
}

/**
 * The private key of the box, for X25519, from the keys of two different holders. Throws if the two are one.
 */
export function boxPrivateKey(
	sheets: readonly [{ holder: Holder; key: HolderKey }, { holder: Holder; key: HolderKey }],
	keys: PublicKeys,
	surveyId: string
): Uint8Array {
	const shares = new Map(
		sheets.flatMap(({ holder, key }) => sharesOf(holder, key, keys, surveyId))
	);
	if (shares.size !== pairs.length) throw new RangeError('two different sheets are needed');
	return clampedKey(mod([...shares.values()].reduce((sum, share) => sum + share, 0n)));
}

/**
 * An X25519 private key that does not change by clamping and has the public key of t·G: the multiple of 8 that is t or -t
 * modulo the order (both have the same u coordinate) and lies in [2^254, 2^255).
 */
function clampedKey(t: bigint): Uint8Array {
	const eighth = mod(t * ed25519.Point.Fn.inv(8n));
	const scalar = eighth >= 1n << 251n ? eighth : order - eighth;
	// One in 2^127 has no such form.
	if (scalar >= 1n << 252n) throw new RangeError('no private key has this form');
	return fromNumber(scalar * 8n);
}

function join(...parts: Uint8Array[]): Uint8Array {
	return new Uint8Array(parts.flatMap((part) => [...part]));
}

/** Little endian, as everywhere on this curve. */
function toNumber(bytes: Uint8Array): bigint {
	return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function fromNumber(value: bigint): Uint8Array {
	return Uint8Array.from({ length: 32 }, (_, index) =>
		Number((value >> BigInt(8 * index)) & 0xffn)
	);
}
