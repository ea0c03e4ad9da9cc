import type { Ratio } from '$lib/domain/fraction';
import type { SampleEvidence } from '$lib/domain/measurement';
import { meanOfSample, treatUnit, type UnitResult } from '$lib/domain/sampling/mean-of-sample';
import type { MeasuredFigure } from '$lib/domain/scoring-proposal';
import type { Subject } from '$lib/domain/words';
import type { YearRecord } from '$lib/domain/year-record';
import type { Database } from '../database/open';
import { drawnUnits, listDraws, readStandingDraw, type DrawRecord } from '../draws/read-draw';
import { listYearRecordsOf } from '../results/year-record';
import type { Scope } from './measure-coverage';

export interface MeasuredMean {
	figure: Ratio | null;
	standing: MeasuredFigure['standing'];
	evidence: SampleEvidence | null;
}

/**
 * The mean of the rates of the units that were drawn (annex 2, item 3), each weighing the same. Units without a rate are
 * treated by the rule that was frozen when the draw was prepared. Without a draw there is nothing to take a mean of.
 */
export async function measureMean(
	db: Database,
	{ union, subject, year }: Scope
): Promise<MeasuredMean> {
	const draw = await readStandingDraw(db, union.id, year, 'member_rates');
	if (!draw) return { figure: null, standing: 'not_sampled', evidence: null };
	const records = await readRecords(db, draw, subject);
	const units = drawnUnits(draw)
		.flatMap(({ drawn }) => drawn)
		.map(({ id, ...unit }) =>
			treatUnit({ unionId: id, ...unit, ...resultOf(records.get(id)) }, draw.rule)
		);
	const mean = meanOfSample(units);
	const rules = [...records.values()].flatMap(({ figures }) => figures?.rule ?? []);
	const evidence: SampleEvidence = {
		...{ ...mean, units, drawId: draw.id, seq: draw.seq, frame: draw.frame.units.length },
		draws: (await listDraws(db, union.id, year, 'member_rates')).length,
		rules: [...new Set(rules.map(({ name, version }) => `${name}，第 ${version} 版`))]
	};
	const standing = mean.mean === null ? 'sample_open' : 'counts';
	return { figure: mean.mean, standing, evidence };
}

/** What stands for each drawn unit in the year, by its id. */
async function readRecords(
	db: Database,
	{ selected, year }: DrawRecord,
	subject: Subject
): Promise<Map<string, YearRecord>> {
	const records = await listYearRecordsOf(db, selected);
	const standing = new Map<string, YearRecord>();
	for (const [id, ofUnion] of records) {
		const record = ofUnion.find((one) => one.year === year && one.subject === subject);
		if (record) standing.set(id, record);
	}
	return standing;
}

function resultOf(record: YearRecord | undefined): Pick<UnitResult, UnitFacts> {
	if (!record) return { surveyId: null, rate: null, standing: 'missing', reasons: [], k: null };
	const { surveyId, historyId, rate, standing, reasons, figures } = record;
	const known = { surveyId, rate, standing, reasons, k: figures?.suppression.k ?? null };
	const found = figures?.handful ? { ...known, handful: true } : known;
	return historyId === undefined ? found : { ...found, historyId };
}

type UnitFacts = 'surveyId' | 'historyId' | 'rate' | 'standing' | 'reasons' | 'k' | 'handful';
