import { inspectionOutcomes } from '$lib/domain/reinspection';
import { z } from 'zod';
import type { App } from '../app';
import { thisYear } from '../clock';
import { listHonours } from '../honours/list-honours';
import { recordInspection } from '../honours/record-inspection';
import type { DemoCounty } from './county';
import type { SeededUnions } from './seed-unions';

const entry = z.tuple([z.coerce.number(), z.enum(inspectionOutcomes)]).rest(z.string());

/** The inspections (复查) of the county file, as the supervisor would have entered them. */
export async function seedInspections(
	app: App,
	county: DemoCounty,
	seeded: SeededUnions,
	supervisorId: string
): Promise<void> {
	for (const union of county.grassroots) {
		const unionId = seeded.unionIds.get(union.code) ?? '';
		for (const text of union.inspections) {
			const [years, outcome, note = ''] = entry.parse(text.split(':'));
			const honours = await listHonours(app.db, unionId);
			const honourId = honours.find(({ title }) => title === 'model_home')?.id ?? '';
			const year = thisYear(app.clock) + years;
			const inspection = { unionId, honourId, year, outcome, note };
			await recordInspection(app.db, app.clock, inspection, supervisorId);
		}
	}
}
