import type { Database } from '../database/open';

/** How many criteria of applications' sheets somebody has entered; those measured are not among them. */
export async function countScored(
	db: Database,
	applicationIds: readonly string[]
): Promise<Map<string, { self: number; review: number }>> {
	if (applicationIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('application')
		.innerJoin('assessment', (join) =>
			join
				.onRef('assessment.union_id', '=', 'application.union_id')
				.onRef('assessment.year', '=', 'application.year')
				.onRef('assessment.rubric', '=', 'application.rubric')
		)
		.innerJoin('score', 'score.assessment_id', 'assessment.id')
		.select(({ fn }) => ['application.id', 'score.kind', fn.countAll<number>().as('n')])
		.where('application.id', 'in', applicationIds)
		.groupBy(['application.id', 'score.kind'])
		.execute();
	const counts = new Map<string, { self: number; review: number }>();
	for (const { id, kind, n } of rows) {
		const count = counts.get(id) ?? { self: 0, review: 0 };
		counts.set(id, { ...count, [kind]: n });
	}
	return counts;
}
