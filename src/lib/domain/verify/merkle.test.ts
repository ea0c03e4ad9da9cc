import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from './bytes.ts';
import { appendLeaf, frontierLength, leafHash, nodeHash, rootOf, rootOfLeaves } from './merkle.ts';
import {
	proveConsistency,
	proveInclusion,
	verifyConsistency,
	verifyInclusion
} from './merkle-proof.ts';

// The reference leaves and roots of transparency-dev/merkle (RFC 6962, SHA-256).
const inputs = [
	...['', '00', '10', '2021', '3031', '40414243'],
	...['5051525354555657', '606162636465666768696a6b6c6d6e6f']
];
const roots = [
	'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
	'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
	'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
	'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
	'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
	'4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
	'76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
	'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
	'5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'
];
const known = inputs.map((hex) => leafHash(fromHex(hex) ?? new Uint8Array()));

/** MTH of RFC 6962 §2.1, word for word. */
function naiveRoot(leaves: Uint8Array[]): Uint8Array {
	if (leaves.length === 0) return sha256(new Uint8Array());
	if (leaves.length === 1) return leaves[0] as Uint8Array;
	let split = 1;
	while (split * 2 < leaves.length) split *= 2;
	return sha256(
		concat(Uint8Array.of(1), naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)))
	);
}

const someLeaves = fc
	.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 70 })
	.map((entries) => entries.map(leafHash));

/** Leaves, and two positions among them. */
const places = someLeaves.chain((leaves) =>
	fc.tuple(fc.constant(leaves), fc.nat(leaves.length - 1), fc.nat(leaves.length - 1))
);

describe('the tree of RFC 6962', () => {
	it.each(roots.map((root, size) => [size, root] as const))(
		'of the first %i leaves',
		(size, root) => {
			expect(toHex(rootOfLeaves(known.slice(0, size)))).toBe(root);
		}
	);

	it('grows leaf by leaf as the recursive definition says', () => {
		fc.assert(
			fc.property(someLeaves, (leaves) => {
				let frontier: readonly Uint8Array[] = [];
				for (const [size, leaf] of leaves.entries()) {
					frontier = appendLeaf(frontier, size, leaf);
					expect(frontier).toHaveLength(frontierLength(size + 1));
					expect(rootOf(frontier)).toEqual(naiveRoot(leaves.slice(0, size + 1)));
				}
			}),
			{ numRuns: 50 }
		);
	});

	it('tells a leaf from a node', () => {
		const [left, right] = [leafHash(Uint8Array.of(1)), leafHash(Uint8Array.of(2))];
		expect(leafHash(concat(left, right))).not.toEqual(nodeHash(left, right));
	});
});

describe('a proof of inclusion', () => {
	it('holds for its leaf and place, and for no other', () => {
		fc.assert(
			fc.property(places, ([leaves, index, other]) => {
				const tree = { index, size: leaves.length, root: rootOfLeaves(leaves) };
				const proof = proveInclusion(leaves, index);
				const leaf = leaves[index] as Uint8Array;
				expect(verifyInclusion(tree, leaf, proof)).toBe(true);
				expect(verifyInclusion(tree, nodeHash(leaf, leaf), proof)).toBe(false);
				expect(verifyInclusion(tree, leaf, [...proof, leaf])).toBe(false);
				expect(verifyInclusion({ ...tree, index: leaves.length }, leaf, proof)).toBe(false);
				if (toHex(leaves[other] as Uint8Array) !== toHex(leaf))
					expect(verifyInclusion(tree, leaves[other] as Uint8Array, proof)).toBe(false);
				if (proof.length > 0) expect(verifyInclusion(tree, leaf, proof.slice(1))).toBe(false);
			})
		);
	});
});

describe('a proof of consistency', () => {
	it('holds for a log and its beginning, and for no other beginning', () => {
		fc.assert(
			fc.property(places, ([leaves, at]) => {
				const older = { size: at + 1, root: rootOfLeaves(leaves.slice(0, at + 1)) };
				const newer = { size: leaves.length, root: rootOfLeaves(leaves) };
				const proof = proveConsistency(leaves, older.size);
				expect(verifyConsistency(older, newer, proof)).toBe(true);
				const forged = { ...older, root: nodeHash(older.root, older.root) };
				expect(verifyConsistency(forged, newer, proof)).toBe(false);
				// Of the newer log's own root: doubled leaves can make that of the older one the very root of the newer.
				const another = { ...newer, root: nodeHash(newer.root, newer.root) };
				expect(verifyConsistency(older, another, proof)).toBe(false);
				expect(verifyConsistency(older, newer, [...proof, older.root])).toBe(false);
				expect(verifyConsistency({ ...older, size: 0 }, newer, proof)).toBe(false);
			})
		);
	});
});
