import { describe, expect, it } from 'vitest';
import { loadRubrics } from '../server/rubrics/load.ts';
import type { Measurement } from './measurement.ts';
import { measuredCriteria } from './rubric.ts';
import { changedCells, typedPoints } from './score-form.ts';
import { sheetTotals } from './score-sheet.ts';
import { parseYear, yearRange } from './year-range.ts';

const rubric = loadRubrics().rubrics.intermediate;
const [coverage, rate, sample] = measuredCriteria(rubric);

function measured(criterion: typeof rate, half_points: number | null): Record<string, Measurement> {
	if (!criterion) throw new Error('annex 2 has three measured criteria');
	const reason = half_points === null ? 'missing' : 'reached';
	const proposal = { half_points, reason } as const;
	const { id, measure } = criterion;
	return {
		[id]: {
			measure,
			figure: null,
			proposal,
			record: null,
			coverage: null,
			sample: null,
			superior: null
		}
	};
}

const measurements = {
	...measured(coverage, 8),
	...measured(rate, null),
	...measured(sample, null)
};

const sheet = { rubric, measurements, exemptions: {}, vetoes: {} };

describe('sheetTotals', () => {
	it('adds up what was entered and what was measured, and says what is open', () => {
		const totals = sheetTotals(sheet, 'self', { 'organisation.1.1': 3 });
		expect(totals).toMatchObject({ score: 11, scored: 2, maximum: 200, undetermined: 12 });
	});

	it('takes an entered score before the measured one', () => {
		const totals = sheetTotals(sheet, 'review', { 'trust.1.1': 2, 'trust.1.2': 0 });
		expect(totals).toMatchObject({ score: 2, scored: 2, undetermined: 6 });
	});
});

describe('a form that is being filled in', () => {
	const values = {
		'score.organisation.1.1': '0.50',
		'was-score.organisation.1.1': '0.5',
		'score.organisation.1.2': 'x',
		'was-score.organisation.1.2': ''
	};

	const changedIn = (fields: Record<string, string>) =>
		changedCells(rubric, 'self', fields).map(({ criterionId }) => criterionId);

	it('counts what can be read', () => {
		expect(typedPoints(rubric, values)).toEqual({ 'organisation.1.1': 1 });
	});

	it('knows what was changed, however it is written', () => {
		expect(changedIn(values)).toEqual(['organisation.1.2']);
		const emptied = { ...values, 'score.organisation.1.1': '' };
		expect(changedIn(emptied)).toContain('organisation.1.1');
	});
});

describe('years', () => {
	it('are four digits of this century', () => {
		expect(parseYear('2026')).toBe(2026);
		for (const text of ['', '26', '1999', '2026年', '20260']) expect(parseYear(text)).toBeNull();
	});

	it('run from the first to the last, five at least', () => {
		expect(yearRange(2026, [])).toEqual([2022, 2023, 2024, 2025, 2026]);
		expect(yearRange(2026, [2020, 2027])).toEqual([2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]);
	});
});
