import { smallestGroup } from '$lib/domain/suppression';
import { redactedMark, type RedactionKind } from '$lib/domain/redact-comment';
import type { Database } from '../database/open';
import { fromJson, type Instant } from '../database/values';
import { listResultTexts } from '../results/read-results';

/** A released comment; what was taken out of it reads ▇▇. */
export interface ReleasedComment {
	id: string;
	body: string;
	/** Words can be destroyed; false where it was counted before there were seals, and can only be hidden as a whole. */
	sealed: boolean;
	/** The earliest first; empty: as it was written. */
	redactions: { kind: RedactionKind; reason: string; at: Instant }[];
}

/**
 * The comments of one result in random order, the same for everybody who reads them; none where fewer than k were
 * written. The one place that comments are read from for people.
 */
export async function listReleasedComments(
	db: Database,
	resultId: string
): Promise<ReleasedComment[]> {
	const texts = await listResultTexts(db, resultId);
	const { rules } = await db
		.selectFrom('result')
		.select('rules')
		.where('id', '=', resultId)
		.executeTakeFirstOrThrow();
	// Counting writes none below k; earlier versions asked for k ballots alone.
	if (texts.length < smallestGroup(fromJson(rules).suppression)) return [];
	const redactions = await db
		.selectFrom('redaction')
		.select(['text_id', 'kind', 'reason', 'redacted_at as at'])
		.where('result_id', '=', resultId)
		.orderBy('seq')
		.execute();
	return texts.map(({ id, body, seal }) => {
		const own = redactions.filter(({ text_id }) => text_id === id);
		const sealed = seal !== null;
		return {
			...{ id, body: sealed || own.length === 0 ? body : redactedMark, sealed },
			redactions: own.map(({ kind, reason, at }) => ({ kind, reason, at }))
		};
	});
}
