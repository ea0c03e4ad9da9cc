import { freezeWindow, type FrozenWindow } from '$lib/domain/frozen-rules';
import type { Rules } from '$lib/domain/rules';
import type { Database } from '../database/open';
import type { DestructionTable } from '../database/schema/destruction';
import type { Survey } from '../database/schema/survey';
import { fromJson, toInstant, type Instant } from '../database/values';

const DAY = 86_400_000;

/** One extension with the name of the supervisor. */
export interface Extension {
	until: Instant;
	reason: string;
	by: string;
	at: Instant;
}

/** The dispute window (争议期) of a survey that was counted or made void. */
export interface DisputeWindow extends FrozenWindow {
	endsAt: Instant;
	extensions: Extension[];
	/** null: nothing is destroyed yet. */
	destruction: DestructionTable | null;
}

export type Ended = Pick<Survey, 'id' | 'state' | 'rules' | 'counted_at' | 'void_at'>;

/** The window, or null while there is none: before the count, and for a draft. */
export async function readDisputeWindow(
	db: Database,
	rules: Rules,
	survey: Ended
): Promise<DisputeWindow | null> {
	const from = survey.state === 'void' ? survey.void_at : survey.counted_at;
	if (from === null || !survey.rules) return null;
	const frozen = fromJson(survey.rules).destruction ?? freezeWindow(rules);
	const extensions = await listExtensions(db, survey.id);
	const destruction = await db
		.selectFrom('destruction')
		.selectAll()
		.where('survey_id', '=', survey.id)
		.executeTakeFirst();
	const ends = [addDays(from, frozen.windowDays), ...extensions.map(({ until }) => until)];
	const endsAt = ends.toSorted().at(-1) ?? from;
	return { ...frozen, endsAt, extensions, destruction: destruction ?? null };
}

export function addDays(from: Instant, days: number): Instant {
	return toInstant(new Date(Date.parse(from) + days * DAY));
}

function listExtensions(db: Database, surveyId: string): Promise<Extension[]> {
	return db
		.selectFrom('dispute_extension')
		.innerJoin('user', 'user.id', 'extended_by')
		.select(['until', 'reason', 'user.name as by', 'extended_at as at'])
		.where('survey_id', '=', surveyId)
		.orderBy('seq')
		.execute();
}
