import type { Database } from '../database/open';

/** Slips handed in unused, and how many of them a ballot came with all the same: known to pages after counting only. */
export async function countLeftovers(
	db: Database,
	surveyId: string
): Promise<{ all: number; used: number }> {
	const { all, used } = await db
		.selectFrom('leftover')
		.leftJoin('spent', (join) =>
			join
				.onRef('spent.survey_id', '=', 'leftover.survey_id')
				.onRef('spent.nullifier', '=', 'leftover.mac')
				.on('spent.kind', '=', 'ballot')
		)
		.select((eb) => [eb.fn.countAll().as('all'), eb.fn.count('spent.nullifier').as('used')])
		.where('leftover.survey_id', '=', surveyId)
		.executeTakeFirstOrThrow();
	return { all: Number(all), used: Number(used) };
}
