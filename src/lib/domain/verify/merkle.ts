import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOf, concat } from './bytes.ts';

/**
 * The hash tree of RFC 6962: leaf SHA-256(0 | entry), node SHA-256(1 | left | right), split at the largest power of two.
 * A frontier is the roots of its complete subtrees, the largest first: as many as the size has one bits. It is all that
 * is needed to append.
 */
export type Frontier = readonly Uint8Array[];

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

export function leafHash(entry: Uint8Array): Uint8Array {
	return sha256(concat(leafMark, entry));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
	return sha256(concat(nodeMark, left, right));
}

/** The leaf of a log entry: its type, a colon and its payload. */
export function entryHash(type: string, payload: Uint8Array): Uint8Array {
	return leafHash(concat(bytesOf(`${type}:`), payload));
}

/** The frontier after one more leaf; `size` is the number of leaves before it. */
export function appendLeaf(frontier: Frontier, size: number, leaf: Uint8Array): Frontier {
	const next = [...frontier];
	let top = leaf;
	for (let left = size; left % 2 === 1; left = (left - 1) / 2) {
		top = nodeHash(next.pop() as Uint8Array, top);
	}
	return [...next, top];
}

/** The root of the tree that the frontier stands for. */
export function rootOf(frontier: Frontier): Uint8Array {
	if (frontier.length === 0) return sha256(new Uint8Array());
	return frontier.reduceRight((right, left) => nodeHash(left, right));
}

/** How many hashes the frontier of so many leaves has. */
export function frontierLength(size: number): number {
	return size.toString(2).replaceAll('0', '').length;
}

/** Root of the tree over leaf hashes. */
export function rootOfLeaves(leaves: Iterable<Uint8Array>): Uint8Array {
	let frontier: Frontier = [];
	let size = 0;
	for (const leaf of leaves) frontier = appendLeaf(frontier, size++, leaf);
	return rootOf(frontier);
}
