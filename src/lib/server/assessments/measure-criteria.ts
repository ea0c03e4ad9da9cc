import type { Measurement } from '$lib/domain/measurement';
import { measuredCriteria, type MeasuredCriterion, type Rubric } from '$lib/domain/rubric';
import { proposeScore, type MeasuredFigure } from '$lib/domain/scoring-proposal';
import type { YearRecord } from '$lib/domain/year-record';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { listYearRecords } from '../results/year-record';
import { measureCoverage } from './measure-coverage';
import { measureMean } from './measure-mean';
import { measureSuperior } from './measure-superior';

/** The union and year a rubric is filled in for. */
export interface Measured {
	union: Pick<UnionTable, 'id' | 'path'>;
	year: number;
	rubric: Rubric;
}

/** Every measured criterion of the rubric, by its id. Figures come from sealed results alone. */
export async function measureCriteria(
	db: Database,
	measured: Measured
): Promise<Record<string, Measurement>> {
	const records = await listYearRecords(db, measured.union.id);
	const ofYear = records.filter(({ year }) => year === measured.year);
	const measurements: Record<string, Measurement> = {};
	for (const criterion of measuredCriteria(measured.rubric)) {
		measurements[criterion.id] = await measure(db, measured, criterion, ofYear);
	}
	return measurements;
}

function measure(
	db: Database,
	measured: Measured,
	criterion: MeasuredCriterion,
	records: YearRecord[]
): Measurement | Promise<Measurement> {
	const { kind, subject } = criterion.measure;
	if (kind === 'coverage') return coverageOf(db, measured, criterion);
	if (kind === 'mean-of-rates') return meanOf(db, measured, criterion);
	const record = records.find((one) => one.subject === subject) ?? null;
	if (record && subject === 'superior') return superiorOf(db, criterion, record);
	const { rate: figure, standing } = record ?? { rate: null, standing: 'missing' as const };
	return { ...proposed(criterion, { figure, standing }), record };
}

async function coverageOf(
	db: Database,
	{ union, year }: Measured,
	criterion: MeasuredCriterion
): Promise<Measurement> {
	const { subject } = criterion.measure;
	const { figure, evidence } = await measureCoverage(db, { union, subject, year });
	const standing = figure === null ? 'no_units' : 'counts';
	return { ...proposed(criterion, { figure, standing }), coverage: evidence };
}

async function meanOf(
	db: Database,
	{ union, year }: Measured,
	criterion: MeasuredCriterion
): Promise<Measurement> {
	const { subject } = criterion.measure;
	const { figure, standing, evidence } = await measureMean(db, { union, subject, year });
	return { ...proposed(criterion, { figure, standing }), sample: evidence };
}

async function superiorOf(
	db: Database,
	criterion: MeasuredCriterion,
	record: YearRecord
): Promise<Measurement> {
	const { standing, evidence } = await measureSuperior(db, criterion.measure, record);
	const measurement = proposed(criterion, { figure: record.rate, standing });
	return { ...measurement, record, superior: evidence };
}

function proposed({ measure, points }: MeasuredCriterion, measured: MeasuredFigure): Measurement {
	const proposal = proposeScore(measured, measure.threshold, 2 * points);
	return {
		measure,
		figure: measured.figure,
		proposal,
		record: null,
		coverage: null,
		sample: null,
		superior: null
	};
}
