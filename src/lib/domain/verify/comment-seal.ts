import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalJson } from '../canonical-json.ts';
import { bytesOf, toHex } from './bytes.ts';
import { check } from './problems.ts';
import { parseCanonical } from './statements.ts';

/** A released comment as the review bundle has it: with its words, or with their seal where words were taken out. */
export type CommentStatement =
	| { id: string; question_id: string; salt: string; body: string }
	| { id: string; question_id: string; seal: string };

/** What the log commits to in place of the words: without the salt, which a redaction destroys, nobody can guess them. */
export function sealComment(salt: string, body: string): string {
	return toHex(sha256(bytesOf(salt + body)));
}

/** The text whose hash is in the log: comments by their seals. */
export function sealedComments(comments: readonly CommentStatement[]): string {
	const sealed = comments.map((one) => {
		const seal = 'seal' in one ? one.seal : sealComment(one.salt, one.body);
		return { id: one.id, question_id: one.question_id, seal };
	});
	return canonicalJson(sealed);
}

/**
 * The comments of a result as a review bundle states them: the hash that its log should have, and of how many words were
 * taken out. Those counted before there were seals have neither salt nor seal, and are hashed as they stand.
 */
export function readComments(text: string): { hash: string; redacted: number } {
	const stated = parseCanonical<Record<string, unknown>[]>(text, 'comments');
	check(Array.isArray(stated), 'comments');
	const plain = stated.every((one) => !('salt' in one) && !('seal' in one));
	if (plain) return { hash: toHex(sha256(bytesOf(text))), redacted: 0 };
	check(stated.every(isStatement), 'comments');
	const comments = stated as CommentStatement[];
	const redacted = comments.filter((one) => 'seal' in one).length;
	return { hash: toHex(sha256(bytesOf(sealedComments(comments)))), redacted };
}

/** Every comment has one form: nothing but these fields, of these shapes. */
function isStatement(one: Record<string, unknown>): boolean {
	const { id, question_id, salt, body, seal } = one;
	const count = Object.keys(one).length;
	if (typeof id !== 'string' || typeof question_id !== 'string') return false;
	if (typeof seal === 'string') return count === 3 && /^[0-9a-f]{64}$/.test(seal);
	if (typeof salt !== 'string' || typeof body !== 'string') return false;
	return count === 4 && /^[0-9a-f]{32}$/.test(salt);
}
