import { concat, toHex } from './bytes.ts';
import type { LogCheck } from './log-check.ts';
import { appendLeaf, leafHash, rootOf, type Frontier } from './merkle.ts';
import { check } from './problems.ts';

/** Codes and spent codes of a review bundle: both sorted, both roots in the log, every spent code among the codes. A poster has no codes: its tickets are spent. */
export interface CodesCheck {
	codes: Set<string>;
	code: Tree;
	spent: Tree;
	ballots: number;
}

interface Tree {
	size: number;
	frontier: Frontier;
	last: string;
}

const noTree: Tree = { size: 0, frontier: [], last: '' };

export function newCodesCheck(): CodesCheck {
	return { codes: new Set(), code: noTree, spent: noTree, ballots: 0 };
}

/** `key` orders the leaves and must grow. */
function grow({ size, frontier, last }: Tree, key: string, leaf: Uint8Array): Tree | null {
	if (key <= last) return null;
	return { size: size + 1, frontier: appendLeaf(frontier, size, leafHash(leaf)), last: key };
}

export function checkCode(state: CodesCheck, mac: Uint8Array): void {
	const key = toHex(mac);
	const code = grow(state.code, key, mac);
	check(code, 'codes');
	state.code = code;
	state.codes.add(key);
}

/** What is hashed of a spent code: nullifier (32), retry tag (16) and `b` for a ballot or `v` for void. */
export function spentLeaf(nullifier: Uint8Array, tag: Uint8Array, kind: 'ballot' | 'void') {
	return concat(nullifier, tag, Uint8Array.of(kind.charCodeAt(0)));
}

/** `mode` as the first entry of the log states it. */
export function checkSpent(
	state: CodesCheck,
	bytes: Uint8Array,
	{ kind, mode }: { kind: string; mode: string | undefined }
): void {
	check(kind === 'ballot' || (kind === 'void' && mode !== 'poster'), 'spent');
	const [nullifier, tag] = [bytes.subarray(0, 32), bytes.subarray(32)];
	const key = toHex(nullifier);
	const spent = grow(state.spent, key, spentLeaf(nullifier, tag, kind));
	check(spent && (mode === 'poster' || state.codes.has(key)), 'spent');
	state.spent = spent;
	if (kind === 'ballot') state.ballots += 1;
}

export function checkCodesEnd({ code, spent, ballots }: CodesCheck, log: LogCheck): void {
	check(log.codes.codes === code.size, 'codes');
	check(log.codes.codes_root === toHex(rootOf(code.frontier)), 'codes');
	check(log.open?.mode !== 'poster' || code.size === 0, 'codes');
	check(ballots === log.head.ballots, 'spent');
	if (log.count === null) return;
	check(log.spent.spent === spent.size, 'spent');
	check(log.spent.spent_root === toHex(rootOf(spent.frontier)), 'spent');
}
