import type { Scope } from '$lib/domain/permission';
import {
	inspectionRule,
	inspectionState,
	type Inspection,
	type InspectionState
} from '$lib/domain/reinspection';
import type { ReinspectionRule } from '$lib/domain/rules';
import type { Database } from '../database/open';
import { listInspections } from './list-inspections';
import { searchHonours, type FoundHonour, type HonourFilter } from './search-honours';

export interface Reinspection extends FoundHonour {
	inspection: Exclude<InspectionState, { state: 'none' }>;
}

/** Where every title in reach that is to be inspected again stands in `year`: failed first, then by the year it is due. */
export async function listReinspections(
	db: Database,
	scope: Scope | null,
	filter: Pick<HonourFilter, 'text' | 'below'>,
	{ rules, year }: { rules: readonly ReinspectionRule[]; year: number }
): Promise<Reinspection[]> {
	const held = await searchHonours(db, scope, {
		...filter,
		title: null,
		level: null,
		held: 'held'
	});
	const subject = held.filter((honour) => inspectionRule(honour, rules) !== undefined);
	const inspections = await inspectionsOf(db, subject);
	return subject
		.flatMap((honour) => {
			const inspected = { ...honour, inspections: inspections.get(honour.id) ?? [] };
			const inspection = inspectionState(inspected, rules, year);
			return inspection.state === 'none' ? [] : [{ ...honour, inspection }];
		})
		.sort((a, b) => dueYear(a) - dueYear(b));
}

/** Whether something has to be done about it this year. */
export function isDue({ inspection }: Reinspection): boolean {
	return inspection.state !== 'later';
}

async function inspectionsOf(
	db: Database,
	honours: readonly FoundHonour[]
): Promise<Map<string, Inspection[]>> {
	const rows = await listInspections(
		db,
		honours.map(({ id }) => id)
	);
	return Map.groupBy(rows, ({ honourId }) => honourId);
}

function dueYear({ inspection }: Reinspection): number {
	if (inspection.state === 'failed') return 0;
	return inspection.state === 'due' ? inspection.since : inspection.next;
}
