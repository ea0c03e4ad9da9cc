import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	boxPrivateKey,
	boxPublicKey,
	holders,
	isPoint,
	pairs,
	pointsOf,
	type Holder,
	type PerPair,
	type PublicKeys
} from './box-key';
import { fingerprintOf, holderKeyOf, type HolderKey } from './holder-key';
import { rehearsalProof, rehearsePoints } from './rehearsal';

const seeds = fc
	.uniqueArray(fc.uint8Array({ minLength: 16, maxLength: 16 }), {
		...{ minLength: 3, maxLength: 3, selector: String }
	})
	.map((list) => list.map(holderKeyOf));

function setOf(three: HolderKey[]) {
	const keys = three.map(({ publicKey }) => publicKey) as unknown as PublicKeys;
	const sheet = (holder: Holder) => ({ holder, key: three[holder - 1] as HolderKey });
	const points = (surveyId: string) =>
		Object.assign(
			{},
			...holders.map((holder) => pointsOf(holder, sheet(holder).key, keys, surveyId))
		) as PerPair<Uint8Array>;
	return { keys, sheet, points };
}

const two: [Holder, Holder][] = [
	[1, 2],
	[1, 3],
	[2, 3],
	[3, 1]
];
const sample = setOf([1, 2, 3].map((byte) => holderKeyOf(new Uint8Array(16).fill(byte))));

describe('the key of a box', () => {
	it('comes out of any two sheets, already clamped, with the public key that was added up', () => {
		fc.assert(
			fc.property(seeds, (three) => {
				const { keys, sheet, points } = setOf(three);
				const publicKey = boxPublicKey(points('s1'));
				const made = two.map(([a, b]) => boxPrivateKey([sheet(a), sheet(b)], keys, 's1'));
				for (const key of made) {
					expect(key).toEqual(made[0]);
					expect(x25519.getPublicKey(key)).toEqual(publicKey);
					expect([(key[0] ?? 1) & 7, (key[31] ?? 0) & 0xc0]).toEqual([0, 0x40]);
				}
			}),
			{ numRuns: 20 }
		);
	});

	it('needs two different sheets', () => {
		const { keys, sheet } = sample;
		expect(() => boxPrivateKey([sheet(2), sheet(2)], keys, 's1')).toThrow(RangeError);
	});

	it('is another with a sheet that is not of the set, or in the place of another holder', () => {
		const { keys, sheet, points } = sample;
		const right = boxPublicKey(points('s1'));
		const stranger = { holder: 2 as const, key: holderKeyOf(new Uint8Array(16).fill(9)) };
		const misplaced = { holder: 2 as const, key: sheet(3).key };
		for (const wrong of [stranger, misplaced]) {
			const key = boxPrivateKey([sheet(1), wrong], keys, 's1');
			expect(x25519.getPublicKey(key)).not.toEqual(right);
		}
	});

	it('is another for another survey, and for the same sheets beside another third', () => {
		const { keys, sheet } = sample;
		const one = boxPrivateKey([sheet(1), sheet(2)], keys, 's1');
		expect(boxPrivateKey([sheet(1), sheet(2)], keys, 's2')).not.toEqual(one);
		const third = holderKeyOf(new Uint8Array(16).fill(8)).publicKey;
		expect(boxPrivateKey([sheet(1), sheet(2)], [keys[0], keys[1], third], 's1')).not.toEqual(one);
	});

	it('is agreed: both holders of a pair publish the same point', () => {
		const { keys, sheet } = sample;
		const all = holders.map((holder) => pointsOf(holder, sheet(holder).key, keys, 's1'));
		for (const pair of pairs) {
			const [a, b] = [...pair].map((holder) => all[Number(holder) - 1]?.[pair]);
			expect(a).toBeInstanceOf(Uint8Array);
			expect(a).toEqual(b);
			expect(isPoint(a as Uint8Array)).toBe(true);
		}
	});

	it('takes no point of low order and nothing that is no point', () => {
		expect(isPoint(ed25519.Point.ZERO.toBytes())).toBe(false);
		expect(isPoint(new Uint8Array(32))).toBe(false);
		expect(isPoint(new Uint8Array(32).fill(255))).toBe(false);
		expect(isPoint(new Uint8Array(31))).toBe(false);
	});

	it('cannot be made with a public key of low order', () => {
		const { keys, sheet } = sample;
		const low: PublicKeys = [keys[0], new Uint8Array(32), keys[2]];
		expect(() => pointsOf(1, sheet(1).key, low, 's1')).toThrow();
	});
});

describe('the rehearsal', () => {
	const { keys, sheet } = sample;
	const challenge = holderKeyOf(new Uint8Array(16).fill(77));
	const points = rehearsePoints(1, sheet(1).key, keys, ['s1', 's2']);
	const proof = rehearsalProof(sheet(1).key.secret, challenge.publicKey, 1, points);

	it('is the same proof for the server, which knows the challenge and the public key', () => {
		expect(rehearsalProof(challenge.secret, keys[0], 1, points)).toEqual(proof);
	});

	it('fails for other points, another holder and another challenge', () => {
		const other = { ...points, s2: { ...points['s1'] } };
		expect(rehearsalProof(challenge.secret, keys[0], 1, other)).not.toEqual(proof);
		expect(rehearsalProof(challenge.secret, keys[1], 1, points)).not.toEqual(proof);
		expect(rehearsalProof(sheet(2).key.secret, keys[0], 1, points)).not.toEqual(proof);
	});
});

it('a fingerprint is six groups of four digits, another for every key', () => {
	const [one, two, three] = sample.keys;
	expect(fingerprintOf(one)).toMatch(/^\d{4}( \d{4}){5}$/);
	expect(new Set([one, two, three].map((key) => fingerprintOf(key))).size).toBe(3);
	expect(fingerprintOf(one, two, three)).not.toBe(fingerprintOf(three, two, one));
});
