import type { ScoreKind } from '$lib/domain/score-sheet';
import type { Database } from '../database/open';

/**
 * Whether a change needs a reason: of 自查 once it has been submitted (and came back), of 考评 once it has been decided
 * (and is taken up again). Remarks speak for themselves.
 */
export async function changeNeedsReason(
	db: Database,
	applicationId: string,
	kind: ScoreKind
): Promise<boolean> {
	const event = await db
		.selectFrom('application_event')
		.select('seq')
		.where('application_id', '=', applicationId)
		.where('act', '=', kind === 'self' ? 'submit' : 'decide')
		.limit(1)
		.executeTakeFirst();
	return event !== undefined;
}
