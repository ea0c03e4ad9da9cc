import { roundedTurnout } from '$lib/domain/turnout';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import { readBox } from './read-box';

/**
 * How many codes may still be printed. Of an open survey it follows from nothing but what the office may see: sizes of
 * printings, leftovers handed in, and 收回 rounded down to tens. Were the bound exact, whoever tries sizes would learn the
 * number of ballots, and by registering one slip as left over whether that slip was used. The price: after a re-issue up
 * to 9 codes more than 应参评 may be about; reconciliation accounts for every one of them.
 */
export interface CodeRoom {
	/** Beside the codes that are valid. */
	more: number;
	/** If all unused codes become void first. */
	again: number;
	/** Printings that made unused codes void while the survey was open. */
	reissues: Set<number>;
}

type Issuing = Pick<Survey, 'id' | 'state' | 'eligible' | 'issued'>;

export async function readCodeRoom(db: Database, survey: Issuing): Promise<CodeRoom> {
	const { id, state, eligible, issued } = survey;
	// Nobody has answered a draft: exact numbers tell nothing.
	if (state === 'draft')
		return { more: Math.max(0, eligible - issued), again: eligible, reissues: new Set() };
	const { valid, reissues } = await readKnown(db, id);
	const { ballots } = await readBox(db, id);
	return {
		more: Math.max(0, eligible - valid),
		again: Math.max(0, eligible - roundedTurnout(ballots)),
		reissues
	};
}

/** What the log says of codes; only the fields that are read here. */
interface CodeEntry {
	batch?: number;
	size?: number;
	issued: number;
	voided?: number;
	reissue?: boolean;
	recorded?: number;
}

/** Valid codes as far as the office may know them, from opening through every printing and every leftover. */
async function readKnown(
	db: Database,
	surveyId: string
): Promise<{ valid: number; reissues: Set<number> }> {
	const reissues = new Set<number>();
	let valid = 0;
	for (const { type, payload } of await readEntries(db, surveyId)) {
		const entry = JSON.parse(payload.toString('utf8')) as CodeEntry;
		const { size = 0, recorded = 0 } = entry;
		if (type === 'open') valid = entry.issued;
		if (type === 'leftover') valid -= recorded;
		if (type !== 'batch') continue;
		// Logs from before re-issues were named there say so only by what became void.
		const reissue = entry.reissue ?? (entry.voided ?? 0) > 0;
		if (reissue) reissues.add(entry.batch ?? 0);
		valid = (reissue ? roundedTurnout(entry.issued - size) : valid) + size;
	}
	return { valid, reissues };
}

function readEntries(db: Database, surveyId: string) {
	return db
		.selectFrom('log')
		.select(['type', 'payload'])
		.where('survey_id', '=', surveyId)
		.where('type', 'in', ['open', 'batch', 'leftover'])
		.orderBy('seq')
		.execute();
}
