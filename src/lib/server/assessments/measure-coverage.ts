import { coverage } from '$lib/domain/coverage';
import type { Ratio } from '$lib/domain/fraction';
import type { CoverageEvidence, LaterUnit } from '$lib/domain/measurement';
import type { Subject } from '$lib/domain/words';
import type { Database } from '../database/open';
import type { ResultTable } from '../database/schema/result';
import type { UnionTable } from '../database/schema/union';
import type { CountingRow } from '../results/read-results';
import { existedIn, nextYear } from '../unions/existed-in';
import { listScopeChanges } from './list-scope-changes';
import { figuresOf } from '../results/figures';
import { pickResult } from '../results/year-record';

export interface Scope {
	union: Pick<UnionTable, 'id' | 'path'>;
	subject: Subject;
	year: number;
}

/**
 * 机制面: of the independent grassroots unions below a union that existed at the end of the year, those whose result of
 * the year counts. The whole subtree is one query. The figure is null where no such union exists.
 */
export async function measureCoverage(
	db: Database,
	scope: Scope
): Promise<{ figure: Ratio | null; evidence: CoverageEvidence }> {
	const rows = await selectUnits(db, scope);
	const units = [...Map.groupBy(rows, (row) => row.unit_id).values()].map(judgeUnit);
	const uncovered = units.filter(({ counts }) => !counts);
	return {
		figure: coverage(units),
		evidence: {
			...{ units: units.length, covered: units.length - uncovered.length },
			uncovered: uncovered.map(({ unionId, name, reasons }) => ({ unionId, name, reasons })),
			later: await listLater(db, scope),
			changes: await listScopeChanges(db, scope)
		}
	};
}

/** Independent grassroots unions below that were founded after the year: not counted, and said so by name. */
export function listLater(
	db: Database,
	{ union, year }: { union: Pick<UnionTable, 'path'>; year: number }
): Promise<LaterUnit[]> {
	return db
		.selectFrom('union')
		.select(['id as unionId', 'name'])
		.select((eb) => eb.ref('founded_on').$notNull().as('foundedOn'))
		.where('path', '>', union.path)
		.where('path', '<', `${union.path}~`)
		.where('level', '=', 'grassroots')
		.where('independent', '=', 1)
		.where('closed_at', 'is', null)
		.where('founded_on', '>=', nextYear(year))
		.orderBy('path')
		.execute();
}

function selectUnits(db: Database, { union, subject, year }: Scope) {
	return (
		db
			.selectFrom('union')
			.leftJoin('result', (join) =>
				join
					.onRef('result.union_id', '=', 'union.id')
					.on('result.subject', '=', subject)
					.on('result.year', '=', year)
					.on('result.mode', '<>', 'poster')
			)
			.selectAll('result')
			.select(['union.id as unit_id', 'union.name as unit_name'])
			.where('union.path', '>', union.path)
			// Every character of a path sorts below `~`.
			.where('union.path', '<', `${union.path}~`)
			.where('union.level', '=', 'grassroots')
			.where('union.independent', '=', 1)
			.where(existedIn(year))
			.orderBy('union.path')
			.execute()
	);
}

type UnitRow = Awaited<ReturnType<typeof selectUnits>>[number];

function judgeUnit(rows: UnitRow[]) {
	const [{ unit_id: unionId, unit_name: name } = { unit_id: '', unit_name: '' }] = rows;
	const result = pickResult(rows.filter(hasResult));
	if (!result) return { unionId, name, counts: false, reasons: [] };
	const { counts, reasons } = figuresOf(result).validity;
	return { unionId, name, counts, reasons };
}

/** A poster survey is not selected; its type has no place here either. */
function hasResult(row: UnitRow): row is UnitRow & ResultTable & Pick<CountingRow, 'mode'> {
	return row.id !== null && row.mode !== 'poster';
}
