import { freezeRules } from '$lib/domain/frozen-rules';
import { sealOverall } from '$lib/domain/suppression';
import type { App } from '../app';
import { newId } from '../database/id';
import type { ResultTable } from '../database/schema/result';
import { transaction } from '../database/transaction';
import { toFlag, toJson, type Instant } from '../database/values';
import type { DemoCounty, DemoGrassroots } from './county';
import { figuresFor, minTurnoutFor } from './figures';
import type { SeededUnions } from './seed-unions';

const years = [-5, -4, -3, -2];

/** The years before the platform came: paper counts, approved by the supervisor unless the county file says otherwise. */
export async function seedHistory(
	app: App,
	county: DemoCounty,
	seeded: SeededUnions,
	thisYear: number,
	supervisorId: string
): Promise<void> {
	const rows = county.grassroots.flatMap((union) =>
		years
			.filter((year) => !union.missing.includes(year) && !union.held.some((one) => one === year))
			.flatMap((year) => historyRows(app, union, seeded, { year, thisYear, supervisorId }))
	);
	await transaction(app.db, async (trx) => {
		for (const row of rows) await trx.insertInto('result').values(row).execute();
	});
}

interface HistoryYear {
	year: number;
	thisYear: number;
	supervisorId: string;
}

function historyRows(
	app: App,
	union: DemoGrassroots,
	seeded: SeededUnions,
	{ year, thisYear, supervisorId }: HistoryYear
): ResultTable[] {
	const figures = figuresFor(union, year);
	const rules = freezeRules(app.rubrics.rules);
	const minTurnout = minTurnoutFor(union, year);
	const calendarYear = thisYear + year;
	const reason = union.void[year];
	const status = reason ? 'void' : union.pending.includes(year) ? 'pending' : 'valid';
	const decided =
		status === 'pending' ? null : (`${calendarYear + 1}-01-20T02:00:00.000Z` as Instant);
	return (['home', 'chair'] as const).map((subject) => {
		const counts = figures[subject];
		const returned =
			counts.satisfied + counts.basically_satisfied + counts.dissatisfied + counts.unsure;
		return {
			...{ id: newId(), union_id: seeded.unionIds.get(union.code) ?? '', subject },
			...{ year: calendarYear, source: 'history', status, survey_id: null },
			person_id: subject === 'chair' ? seeded.chairOf(union.code, calendarYear) : null,
			...{
				mode: 'paper',
				electorate: 'members',
				eligible: figures.eligible,
				issued: figures.issued
			},
			...{ returned_online: 0, returned_paper: returned },
			...sealOverall(counts, rules.suppression),
			rules: toJson(rules),
			...{ min_turnout_num: minTurnout.num, min_turnout_den: minTurnout.den },
			consent: toFlag(union.consent.includes(year)),
			note: reason ?? '纸质测评汇总表，原件存县总工会',
			decided_by: decided && supervisorId,
			decided_at: decided,
			counted_at: `${calendarYear}-12-20T02:00:00.000Z` as Instant,
			flags: null,
			...{ published_at: null, salt: null }
		} satisfies ResultTable;
	});
}
