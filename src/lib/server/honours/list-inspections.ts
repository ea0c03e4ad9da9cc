import type { Database } from '../database/open';
import type { InspectionOutcome } from '$lib/domain/reinspection';

export interface RecordedInspection {
	honourId: string;
	year: number;
	outcome: InspectionOutcome;
	note: string;
	/** Name of the account. */
	by: string;
}

/** 复查 of these titles, the latest first. */
export async function listInspections(
	db: Database,
	honourIds: readonly string[]
): Promise<RecordedInspection[]> {
	if (honourIds.length === 0) return [];
	return db
		.selectFrom('honour_inspection')
		.innerJoin('user', 'user.id', 'honour_inspection.recorded_by')
		.select(['honour_id as honourId', 'year', 'outcome', 'note', 'user.name as by'])
		.where('honour_id', 'in', honourIds)
		.orderBy('year', 'desc')
		.execute();
}
