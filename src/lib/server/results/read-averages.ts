import type { Ratio } from '$lib/domain/fraction';
import { formatPercent } from '$lib/domain/percent';
import { rateMarks } from '$lib/domain/rate-marks';
import { averageFor, besideAverage, type AveragedResult } from '$lib/domain/union-average';
import type { App } from '../app';
import type { Database } from '../database/open';
import type { ResultTable } from '../database/schema/result';
import type { UnionTable } from '../database/schema/union';
import { figuresOf } from './figures';

/** The average of a year and subject, ready to be printed: the exact fraction of many unions has hundreds of digits. */
export interface AverageOfYear {
	year: number;
	subject: 'home' | 'chair';
	/** "91.37%", on the right side of every threshold. */
	text: string;
	/** For drawing only, in per cent. */
	drawn: number;
	/** Unions in it. */
	units: number;
	/** Where the union's own rate stands; null where it has none. */
	beside: 'above' | 'equal' | 'below' | null;
}

/** The averages beside one union: of the unions of its level below the union above it. */
export interface Averages {
	/** Name of the union above. */
	of: string;
	years: AverageOfYear[];
}

/** Years that are compared at most. */
const COMPARED = 6;

/**
 * Reads the averages that a union may be shown (see `averageFor`) for the last of these years; null where no union is above
 * it. Reads the published results of one level of one subtree.
 */
export async function readAverages(
	{ db, rubrics }: Pick<App, 'db' | 'rubrics'>,
	union: Pick<UnionTable, 'id' | 'parent_id' | 'level'>,
	years: readonly number[]
): Promise<Averages | null> {
	if (union.parent_id === null) return null;
	const above = await db
		.selectFrom('union')
		.select(['name', 'path'])
		.where('id', '=', union.parent_id)
		.executeTakeFirstOrThrow();
	const compared = years.toSorted((a, b) => a - b).slice(-COMPARED);
	const rows = await listPublished(db, above.path, union.level, compared);
	const thresholds = rateMarks(rubrics.rules).map(({ threshold }) => threshold);
	const found = compared.flatMap((year) =>
		(['home', 'chair'] as const).flatMap((subject) => {
			const own = rows.filter((row) => row.year === year && row.subject === subject);
			const average = averageFor(union.id, own.map(averagedOf));
			if (!average) return [];
			const rate = own.map(averagedOf).find(({ unionId }) => unionId === union.id)?.rate;
			return [
				{
					...{ year, subject, units: average.units, drawn: percentOf(average.mean) },
					text: formatPercent(average.mean, { thresholds }),
					beside: rate ? besideAverage(rate, average) : null
				}
			];
		})
	);
	return { of: above.name, years: found };
}

function listPublished(
	db: Database,
	above: string,
	level: UnionTable['level'],
	years: readonly number[]
): Promise<ResultTable[]> {
	if (years.length === 0) return Promise.resolve([]);
	return db
		.selectFrom('union')
		.innerJoin('result', 'result.union_id', 'union.id')
		.selectAll('result')
		.where('union.path', 'like', `${above}_%`)
		.where('union.level', '=', level)
		.where('result.year', 'in', years)
		.where('result.subject', 'in', ['home', 'chair'])
		.where('result.status', '=', 'valid')
		.where('result.mode', '<>', 'poster')
		.where('result.published_at', 'is not', null)
		.execute();
}

function averagedOf(row: ResultTable): AveragedResult {
	const { rate, validity } = figuresOf(row);
	const published = row.published_at !== null;
	return { unionId: row.union_id, rate, published, counts: validity.counts };
}

/** Through five digits after the point: numerator and denominator of a mean may be longer than a number holds. */
function percentOf({ num, den }: Ratio): number {
	return Number((BigInt(num) * 10_000_000n) / BigInt(den)) / 100_000;
}
