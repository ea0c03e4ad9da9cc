import { normaliseCode, type CodeError } from '$lib/domain/ballot-code';
import type { Mode } from '$lib/domain/words';
import { isTicket } from '../meetings/ticket';
import { nullifierOf, receiptIdOf, retryTagOf, ticketNullifierOf } from './nullifiers';
import { readPosterTicket } from './poster-ticket';
import { parseSubmissionId } from './submission-id';

/** A code and a submission id as what is stored of them. */
export interface Credential {
	nullifier: Buffer;
	retryTag: Buffer;
	receiptId: Buffer;
	/** The server signed it itself: there is no issued code to look for. */
	signed: boolean;
}

export type ReadCredential =
	| { ok: true; credential: Credential }
	| { ok: false; problem: CodeError | 'submission_id' | 'ticket' };

/** Reads an untrusted code (without codes: a ticket) and submission id, without asking whether the code exists. */
export function readCredential(
	pepper: Buffer,
	{ id: surveyId, mode }: { id: string; mode: Mode },
	{ code, submissionId }: { code: unknown; submissionId: unknown }
): ReadCredential {
	const id = parseSubmissionId(submissionId);
	if (!id) return { ok: false, problem: 'submission_id' };
	if (mode === 'poster') {
		const ticket = readPosterTicket(pepper, surveyId, code);
		if (ticket === null) return { ok: false, problem: 'ticket' };
		return credentialOf(pepper, ticketNullifierOf(pepper, mode, surveyId, ticket), id, true);
	}
	if (mode === 'meeting') {
		if (!isTicket(code)) return { ok: false, problem: 'ticket' };
		return credentialOf(pepper, ticketNullifierOf(pepper, mode, surveyId, code), id, false);
	}
	if (code === undefined || code === null) return { ok: false, problem: 'empty' };
	if (typeof code !== 'string') return { ok: false, problem: 'characters' };
	const normalised = normaliseCode(code);
	if (!normalised.ok) return { ok: false, problem: normalised.error };
	return credentialOf(pepper, nullifierOf(pepper, surveyId, normalised.code), id, false);
}

function credentialOf(
	pepper: Buffer,
	nullifier: Buffer,
	submissionId: Buffer,
	signed: boolean
): ReadCredential {
	const retryTag = retryTagOf(pepper, nullifier, submissionId);
	const receiptId = receiptIdOf(pepper, nullifier, submissionId);
	return { ok: true, credential: { nullifier, retryTag, receiptId, signed } };
}
