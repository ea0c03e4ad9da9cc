import { anomaliesOfTotals, leavesMembersOut, type Anomaly } from '$lib/domain/anomaly';
import { readBox } from '../ballots/read-box';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';

/** What to ask about a survey that is over; nothing while it runs, for then even a hint would tell of single ballots. */
export async function listAnomalies(
	db: Database,
	survey: Pick<Survey, 'id' | 'mode' | 'eligible' | 'issued' | 'counted_at'> & Entitled
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
		...((await leftOut(db, survey)) ? (['few_entitled'] as const) : []),
		...noticed.map(({ kind }) => kind)
	];
}

type Entitled = Pick<Survey, 'union_id' | 'year' | 'electorate' | 'mode' | 'eligible'>;

/** Measured by the members registered for the year, or those of today where none were. */
async function leftOut(
	db: Database,
	{ union_id, year, electorate, mode, eligible }: Entitled
): Promise<boolean> {
	if (electorate !== 'members' || mode === 'poster') return false;
	const { of_year, today } = await db
		.selectFrom('union')
		.leftJoin('member_count', (join) =>
			join.onRef('member_count.union_id', '=', 'union.id').on('member_count.year', '=', year)
		)
		.select(['member_count.members as of_year', 'union.member_count as today'])
		.where('union.id', '=', union_id)
		.executeTakeFirstOrThrow();
	return leavesMembersOut({ eligible, members: of_year ?? today });
}
