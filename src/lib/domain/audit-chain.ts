import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A line of the audit as the chain commits to it. */
export interface AuditFact {
	id: string;
	/** ISO 8601 in UTC. */
	at: string;
	userId: string | null;
	action: string;
	noun: string;
	nounId: string;
	/** JSON, byte for byte as it is stored. */
	detail: string;
	/** The union that the act is about; null: the platform. */
	unionId: string | null;
}

/** A line with its place in the chain: `seq` counts from 1, `hash` is 64 hexadecimal digits. */
export interface AuditLink extends AuditFact {
	seq: number;
	hash: string;
}

/** Where a chain ends. */
export interface AuditHead {
	seq: number;
	hash: string;
}

/** The head of a chain without lines. */
export const emptyHead: AuditHead = { seq: 0, hash: '0'.repeat(64) };

/**
 * SHA-256 of the line before, the place and the facts, as one JSON array. Frozen: chains that were made stand by it.
 */
export function linkHash(previous: string, seq: number, fact: AuditFact): string {
	const { id, at, userId, action, noun, nounId, detail, unionId } = fact;
	const parts = [previous, seq, id, at, userId, action, noun, nounId, detail, unionId];
	return bytesToHex(sha256(utf8ToBytes(JSON.stringify(['pingjia/audit/v1', ...parts]))));
}

/** What of a chain does not hold: a place that is missing or taken twice, or a line that was changed. */
export interface ChainFault {
	kind: 'gap' | 'changed';
	/** The first place from which on it does not hold. */
	seq: number;
}

/**
 * Goes on from `head` over lines in the order of their places. Returns the head after them, or the first fault: behind it
 * nothing can be said.
 */
export function followChain(
	head: AuditHead,
	links: readonly AuditLink[]
): { head: AuditHead; fault: ChainFault | null } {
	let { seq, hash } = head;
	for (const link of links) {
		if (link.seq !== seq + 1) return { head: { seq, hash }, fault: { kind: 'gap', seq: seq + 1 } };
		const expected = linkHash(hash, link.seq, link);
		if (expected !== link.hash)
			return { head: { seq, hash }, fault: { kind: 'changed', seq: link.seq } };
		({ seq, hash } = link);
	}
	return { head: { seq, hash }, fault: null };
}

/** A head as people note it down and type it in again: `128-3fa9…` with the first 16 digits of its hash. */
export function writeHead({ seq, hash }: AuditHead): string {
	return `${seq}-${hash.slice(0, 16)}`;
}

/** A head that somebody holds: the first digits of its hash, and its place where that is known. */
export interface NotedHead {
	seq: number | null;
	digits: string;
}

/**
 * What was noted down, in capitals or with blanks too, or the 64 digits that the log of a survey states, which have no
 * place; null if it is neither.
 */
export function parseHead(text: string): NotedHead | null {
	const typed = text.replace(/\s/g, '').toLowerCase();
	if (/^[0-9a-f]{64}$/.test(typed)) return { seq: null, digits: typed };
	const found = /^(\d{1,12})-([0-9a-f]{16})$/.exec(typed);
	return found?.[1] && found[2] ? { seq: Number(found[1]), digits: found[2] } : null;
}

export function isNoted({ seq, digits }: NotedHead, head: AuditHead): boolean {
	return (seq === null || seq === head.seq) && head.hash.startsWith(digits);
}
