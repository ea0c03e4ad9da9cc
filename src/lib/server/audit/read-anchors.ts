import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema';

/** Surveys by the head of the audit's chain that their logs state, 64 hexadecimal digits. */
export type Anchors = Map<string, string>;

const SLICE = 500;
// Inside a text quotation marks are escaped. Whether an entry is what it should be is for the log's own verifier.
const stating = /"audit_head":"([0-9a-f]{64})"/;

/**
 * What the logs of surveys say of the chain: at opening and at counting. Logs of before that was logged say nothing. If
 * several surveys state the same head, one of them is named.
 */
export async function readAnchors(db: Kysely<Tables>): Promise<Anchors> {
	const anchors: Anchors = new Map();
	for (let last = ''; ;) {
		const boxes = await db
			.selectFrom('box')
			.select('survey_id')
			.where('survey_id', '>', last)
			.orderBy('box.survey_id')
			.limit(SLICE)
			.execute();
		const surveys = boxes.map(({ survey_id: id }) => id);
		for (const { survey_id: id, payload } of surveys.length > 0 ? await entries(db, surveys) : []) {
			const [, head] = stating.exec(payload.toString()) ?? [];
			if (head) anchors.set(head, id);
		}
		if (boxes.length < SLICE) return anchors;
		last = surveys.at(-1) ?? last;
	}
}

/** Both places are found by number: most of a log is ballots, and nobody should wait for those. */
function entries(db: Kysely<Tables>, surveys: string[]) {
	const counted = db
		.selectFrom('box')
		.innerJoin('log', (join) =>
			join.onRef('log.survey_id', '=', 'box.survey_id').onRef('log.seq', '>', 'box.ballots')
		)
		.select(['log.survey_id', 'log.payload'])
		.where('box.survey_id', 'in', surveys)
		.where('log.type', '=', 'count');
	return db
		.selectFrom('log')
		.select(['survey_id', 'payload'])
		.where('survey_id', 'in', surveys)
		.where('seq', '=', 0)
		.unionAll(counted)
		.execute();
}
