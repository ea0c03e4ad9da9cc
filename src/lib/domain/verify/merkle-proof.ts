import { sameBytes } from './bytes.ts';
import { nodeHash, rootOfLeaves } from './merkle.ts';

/** Proofs of RFC 6962 §2.1.1 and §2.1.2, checked as in RFC 9162: with them a single entry, or growth, needs no whole log. */
type Leaves = readonly Uint8Array[];
type Proof = Uint8Array[];

/** The largest power of two below `size` (2 or more). */
function splitOf(size: number): number {
	return 2 ** Math.floor(Math.log2(size - 1));
}

/** That leaf `index` is in the tree over `leaves`: the hashes beside its way up. */
export function proveInclusion(leaves: Leaves, index: number): Proof {
	if (leaves.length <= 1) return [];
	const split = splitOf(leaves.length);
	const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
	return index < split
		? [...proveInclusion(left, index), rootOfLeaves(right)]
		: [...proveInclusion(right, index - split), rootOfLeaves(left)];
}

/** That the tree over the first `size` leaves is the beginning of the tree over all of them; 1 <= size <= all. */
export function proveConsistency(leaves: Leaves, size: number): Proof {
	return proveSubtree(leaves, size, true);
}

function proveSubtree(leaves: Leaves, size: number, known: boolean): Proof {
	if (size === leaves.length) return known ? [] : [rootOfLeaves(leaves)];
	const split = splitOf(leaves.length);
	const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
	return size <= split
		? [...proveSubtree(left, size, known), rootOfLeaves(right)]
		: [...proveSubtree(right, size - split, false), rootOfLeaves(left)];
}

export function verifyInclusion(
	{ index, size, root }: { index: number; size: number; root: Uint8Array },
	leaf: Uint8Array,
	proof: Proof
): boolean {
	if (index < 0 || index >= size) return false;
	let [node, last, hash] = [index, size - 1, leaf];
	for (const beside of proof) {
		if (last === 0) return false;
		const isRight = node % 2 === 1 || node === last;
		hash = isRight ? nodeHash(beside, hash) : nodeHash(hash, beside);
		if (isRight) [node, last] = skipLefts(node, last);
		[node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
	}
	return last === 0 && sameBytes(hash, root);
}

/** Levels on which the last node has no brother are passed over. */
function skipLefts(node: number, last: number): [number, number] {
	while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
	return [node, last];
}

export interface TreeHead {
	size: number;
	root: Uint8Array;
}

export function verifyConsistency(older: TreeHead, newer: TreeHead, proof: Proof): boolean {
	if (older.size < 1 || older.size > newer.size) return false;
	if (older.size === newer.size) return proof.length === 0 && sameBytes(older.root, newer.root);
	const isPowerOfTwo = Number.isInteger(Math.log2(older.size));
	const [first, ...rest] = isPowerOfTwo ? [older.root, ...proof] : proof;
	if (first === undefined) return false;
	let [node, last] = [older.size - 1, newer.size - 1];
	while (node % 2 === 1) [node, last] = [(node - 1) / 2, Math.floor(last / 2)];
	let [old, fresh] = [first, first];
	for (const beside of rest) {
		if (last === 0) return false;
		if (node % 2 === 1 || node === last) {
			[old, fresh] = [nodeHash(beside, old), nodeHash(beside, fresh)];
			[node, last] = skipLefts(node, last);
		} else fresh = nodeHash(fresh, beside);
		[node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
	}
	return last === 0 && sameBytes(old, older.root) && sameBytes(fresh, newer.root);
}
