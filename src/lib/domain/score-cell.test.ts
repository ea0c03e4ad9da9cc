import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRubrics } from '../server/rubrics/load.ts';
import { listMissing } from './missing-scores.ts';
import { allCriteria, type Rubric } from './rubric.ts';
import { readCell, sameCell, type CellContent, type CellField } from './score-cell.ts';
import type { Exemption } from './score-details.ts';
import { changedCells, listCells, typedCell } from './score-form.ts';
import {
	exemptCriteria,
	formatScaled,
	scoreKinds,
	sheetTotals,
	type ScoreEntries,
	type ScoreSheet
} from './score-sheet.ts';

const plain = loadRubrics().rubrics.grassroots;
const rubric: Rubric = { ...plain, vetoes: [{ id: 'veto.1', text: '发生重大责任事故' }] };
const criteria = allCriteria(rubric);
const written = { by: '甲', at: '2026-11-22T01:00:00.000Z' };

function read(field: CellField, typed: Partial<CellContent>, kind: 'self' | 'review' = 'self') {
	const criterionId = field === 'veto' ? 'veto.1' : 'organisation.1.1';
	const name = { criterionId, kind, field };
	return readCell({ rubric, measurements: {} }, name, { value: '', note: '', ...typed });
}

describe('a cell', () => {
	it('takes scores in steps of half a point up to the points, and nothing else', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...criteria),
				fc.integer({ min: -8, max: 80 }),
				(one, quarter) => {
					const name = { criterionId: one.id, kind: 'review' as const, field: 'score' as const };
					const typed = { value: String(quarter / 4), note: '' };
					const cell = readCell({ rubric, measurements: {} }, name, typed);
					const fits = quarter >= 0 && quarter % 2 === 0 && quarter / 4 <= one.points;
					expect('value' in cell).toBe(fits);
				}
			)
		);
	});

	it.each([
		['45/50', '45/50'],
		['１，０００/ 2000', '1000/2000'],
		['/', ''],
		['0/7', '0/7']
	])('reads the numbers %j', (value, stored) => {
		expect(read('rate.0', { value })).toEqual({ value: stored, note: '' });
	});

	it.each([
		['45', 'two_numbers'],
		['90%', 'two_numbers'],
		['4.5/5', 'two_numbers'],
		['0/0', 'two_numbers'],
		['51/50', 'more_than_whole']
	])('takes no %j for numbers', (value, problem) => {
		expect(read('rate.0', { value })).toEqual({ problem });
	});

	it('of a rate that the criterion does not have is unknown', () => {
		expect(read('rate.1', { value: '1/2' })).toEqual({ problem: 'unknown' });
	});

	it('of 不适用 wants the reason of whoever proposes or refuses it, each in their own words', () => {
		expect(read('exemption', { value: 'proposed' })).toEqual({ problem: 'reason_needed' });
		expect(read('exemption', { value: 'refused' }, 'review')).toEqual({ problem: 'reason_needed' });
		expect(read('exemption', { value: 'accepted' }, 'review')).toEqual({
			...{ value: 'accepted', note: '' }
		});
		expect(read('exemption', { value: 'accepted', note: '同意' })).toEqual({ problem: 'unknown' });
		const measured = {
			criterionId: 'trust.1.2',
			kind: 'self' as const,
			field: 'exemption' as const
		};
		const typed = { value: 'proposed', note: '没有评议' };
		expect(readCell({ rubric, measurements: {} }, measured, typed)).toEqual({ problem: 'unknown' });
	});

	it('of a veto is the reviewer’s, with a reason', () => {
		const applies = { value: 'applies', note: '3月事故' };
		expect(read('veto', applies, 'review')).toEqual(applies);
		expect(read('veto', applies, 'self')).toEqual({ problem: 'unknown' });
		expect(read('veto', { value: 'applies' }, 'review')).toEqual({ problem: 'reason_needed' });
		expect(listCells(plain, 'review').some(({ field }) => field === 'veto')).toBe(false);
	});
});

describe('a form', () => {
	it('that is sent as it was shown changes nothing', () => {
		for (const kind of scoreKinds) {
			const values = Object.fromEntries(
				listCells(rubric, kind).map(({ field, criterionId }) => [`was-${field}.${criterionId}`, ''])
			);
			expect(changedCells(rubric, kind, values)).toEqual([]);
		}
	});

	it('gives every cell of its kind back as typed', () => {
		fc.assert(
			fc.property(fc.nat(20), fc.nat(20), (num, den) => {
				const name = { criterionId: 'organisation.1.1', kind: 'self', field: 'rate.0' } as const;
				const [one, two] = ['num-rate.0.organisation.1.1', 'den-rate.0.organisation.1.1'];
				const cell = typedCell(name, { [one]: String(num), [two]: String(den) });
				expect(cell && sameCell(cell, { value: `${num}/${den}`, note: '' })).toBe(true);
			})
		);
	});
});

const idsOf = fc.subarray(criteria.map(({ id }) => id));

function sheetOf(exempt: string[], accepted: boolean | null, scores: ScoreEntries): ScoreSheet {
	const decision = accepted === null ? null : { accepted, reason: '已查', ...written };
	const exemption: Exemption = { reason: '没有企业', ...written, decision };
	return {
		...{ rubric, year: 2026, measurements: {}, self: scores, review: scores, vetoes: {} },
		...{ exemptions: Object.fromEntries(exempt.map((id) => [id, exemption])), details: {} }
	};
}

describe('totals', () => {
	it('of what applies never exceed it, and every criterion is counted once', () => {
		const points = fc.dictionary(fc.constantFrom(...criteria.map(({ id }) => id)), fc.nat(2));
		fc.assert(
			fc.property(idsOf, points, fc.constantFrom(...scoreKinds), (exempt, entered, kind) => {
				const totals = sheetTotals(sheetOf(exempt, true, {}), kind, entered);
				const without = criteria.filter(({ id }) => !exempt.includes(id));
				const given = without.map(({ id }) => entered[id]).filter((one) => one !== undefined);
				expect(totals.applicable).toBe(2 * without.reduce((sum, one) => sum + one.points, 0));
				expect(totals.maximum).toBe(200);
				expect(totals.score).toBe(given.reduce((sum, one) => sum + one, 0));
				expect(totals.score).toBeLessThanOrEqual(totals.applicable);
				expect(totals.exempt + totals.criteria).toBe(criteria.length);
				expect(totals.sections.reduce((sum, one) => sum + one.applicable, 0)).toBe(
					totals.applicable
				);
				expect(totals.scaled).toEqual(
					totals.applicable === 0 ? null : { num: totals.score, den: totals.applicable }
				);
			})
		);
	});

	it('leave out what was proposed in 自查, and only what was accepted in 考评', () => {
		const ids = (accepted: boolean | null, kind: 'self' | 'review') =>
			exemptCriteria(sheetOf(['organisation.3.1'], accepted, {}), kind).size;
		expect([ids(null, 'self'), ids(true, 'self'), ids(false, 'self')]).toEqual([1, 1, 0]);
		expect([ids(null, 'review'), ids(true, 'review'), ids(false, 'review')]).toEqual([0, 1, 0]);
	});

	it('want no score of what does not apply', () => {
		const missing = listMissing(sheetOf(['organisation.3.1'], true, {}), 'review');
		expect(missing).toHaveLength(criteria.length - 1);
	});

	it('are printed scaled to 100, and never as 100 below it', () => {
		expect(formatScaled({ num: 182, den: 194 })).toBe('93.81');
		expect(formatScaled({ num: 194, den: 194 })).toBe('100.00');
		expect(formatScaled({ num: 99_999, den: 100_000 })).toBe('99.999');
		expect(formatScaled(null)).toBe('—');
	});

	it('tell of a veto whatever the score, in 考评 alone', () => {
		const sheet = {
			...sheetOf([], null, {}),
			vetoes: { 'veto.1': { reason: '事故', ...written } }
		};
		const full = Object.fromEntries(criteria.map(({ id, points }) => [id, 2 * points]));
		expect(sheetTotals(sheet, 'review', full)).toMatchObject({ score: 200, vetoed: ['veto.1'] });
		expect(sheetTotals(sheet, 'self', full).vetoed).toEqual([]);
		expect(sheetTotals({ ...sheet, rubric: plain }, 'review', full).vetoed).toEqual([]);
	});
});
