import type { RedactionKind } from '$lib/domain/redact-comment';
import type { Instant } from '../values';

/** Words that were taken out of a released comment (隐去); the words themselves are nowhere. */
export interface RedactionTable {
	result_id: string;
	text_id: string;
	/** From 1 per comment. */
	seq: number;
	kind: RedactionKind;
	reason: string;
	redacted_by: string;
	redacted_at: Instant;
}
