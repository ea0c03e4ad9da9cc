import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconcile, reconciliationLine } from './reconciliation.ts';
import { anyCounts, broad, countsOf, participationOf, shielding } from './samples.ts';
import { sealOverall } from './suppression.ts';

const counts = countsOf(60, 30, 10, 7, 3, 2);
const participation = { eligible: 150, issued: 140, returned_online: 100, returned_paper: 12 };

describe('reconciliationLine', () => {
	it('lists every number of the account in order', () => {
		const line = reconciliationLine(participation, sealOverall(counts, shielding), broad);
		expect(line.map(({ label, value }) => `${label} ${value}`)).toEqual([
			'应参评 150',
			'发放 140',
			'收回 112',
			'线上 100',
			'纸质 12',
			'有效 100',
			'不了解 7',
			'弃权 3',
			'无效 2'
		]);
	});

	it('keeps participation and hides the rest of a suppressed result', () => {
		const few = countsOf(5, 2, 1, 1);
		const line = reconciliationLine(participationOf(few), sealOverall(few, shielding), broad);
		expect(line.map((entry) => entry.value)).toEqual([9, 9, 9, 9, 0, null, null, null, null]);
	});

	it('adds up: what is in no other entry is 收回', () => {
		fc.assert(
			fc.property(anyCounts(300), fc.boolean(), fc.boolean(), (any, unsure, blank) => {
				const rule = { ...broad, valid: { unsure, blank } };
				const sealed = sealOverall(any, shielding);
				const line = reconciliationLine(participationOf(any), sealed, rule);
				if (sealed.disclosure === 'suppressed') return;
				const parts = line.slice(5).filter((entry) => entry.within === null);
				const sum = parts.reduce((total, entry) => total + (entry.value ?? NaN), 0);
				expect(sum).toBe(line[2]?.value);
			})
		);
	});
});

describe('reconcile', () => {
	it('accepts a clean account', () => {
		expect(reconcile(participation, counts)).toEqual([]);
		fc.assert(
			fc.property(anyCounts(300), (any) => {
				expect(reconcile(participationOf(any), any)).toEqual([]);
			})
		);
	});

	it('voids only for more ballots returned than issued', () => {
		const stuffed = reconcile({ ...participation, issued: 111 }, counts);
		expect(stuffed).toEqual([
			{ code: 'more_returned_than_issued', voids: true, left: 112, right: 111 }
		]);
		const generous = reconcile({ ...participation, issued: 151 }, counts);
		expect(generous).toEqual([
			{ code: 'more_issued_than_eligible', voids: false, left: 151, right: 150 }
		]);
	});

	it('finds a ballot too many or too few in any part', () => {
		for (const key of Object.keys(counts) as (keyof typeof counts)[]) {
			for (const shift of [-1, 1]) {
				const problems = reconcile(participation, { ...counts, [key]: counts[key] + shift });
				expect(problems.map((problem) => problem.code)).toEqual(['parts_do_not_add_up']);
			}
		}
	});

	it('names what is no count', () => {
		expect(reconcile(participation, { ...counts, blank: -3 })[0]?.code).toBe('not_a_count');
		expect(reconcile({ ...participation, issued: 1.5 }, counts)[0]?.code).toBe('not_a_count');
	});
});
