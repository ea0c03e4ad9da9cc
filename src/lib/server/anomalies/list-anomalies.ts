import { anomaliesOfTotals, type Anomaly } from '$lib/domain/anomaly';
import { readBox } from '../ballots/read-box';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';

/** What to ask about a survey that is over; nothing while it runs, for then even a hint would tell of single ballots. */
export async function listAnomalies(
	db: Database,
	survey: Pick<Survey, 'id' | 'mode' | 'eligible' | 'issued' | 'counted_at'>
): Promise<Anomaly[]> {
	if (survey.counted_at === null) return [];
	const { ballots } = await readBox(db, survey.id);
	const noticed = await db
		.selectFrom('anomaly')
		.select('kind')
		.where('survey_id', '=', survey.id)
		.orderBy('kind')
		.execute();
	return [
		// A poster has no codes handed out to compare with.
		...(survey.mode === 'poster' ? [] : anomaliesOfTotals({ ...survey, returned: ballots })),
		...noticed.map(({ kind }) => kind)
	];
}
