import { normaliseCode, type CodeError } from '$lib/domain/ballot-code';
import { nullifierOf, receiptIdOf, retryTagOf } from './nullifiers';
import { parseSubmissionId } from './submission-id';

/** A code and a submission id as what is stored of them. */
export interface Credential {
	nullifier: Buffer;
	retryTag: Buffer;
	receiptId: Buffer;
}

export type ReadCredential =
	{ ok: true; credential: Credential } | { ok: false; problem: CodeError | 'submission_id' };

/** Reads an untrusted code and submission id for one survey, without asking whether the code exists. */
export function readCredential(
	pepper: Buffer,
	surveyId: string,
	{ code, submissionId }: { code: unknown; submissionId: unknown }
): ReadCredential {
	const id = parseSubmissionId(submissionId);
	if (!id) return { ok: false, problem: 'submission_id' };
	if (code === undefined || code === null) return { ok: false, problem: 'empty' };
	if (typeof code !== 'string') return { ok: false, problem: 'characters' };
	const normalised = normaliseCode(code);
	if (!normalised.ok) return { ok: false, problem: normalised.error };
	const nullifier = nullifierOf(pepper, surveyId, normalised.code);
	const retryTag = retryTagOf(pepper, nullifier, id);
	return {
		ok: true,
		credential: { nullifier, retryTag, receiptId: receiptIdOf(pepper, nullifier, id) }
	};
}
