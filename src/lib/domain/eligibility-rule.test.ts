import { describe, expect, it } from 'vitest';
import { loadRubrics } from '../server/rubrics/load.ts';
import { eligibilityRuleOf } from './eligibility-rule.ts';

const { rules } = loadRubrics();

describe('eligibilityRuleOf', () => {
	it('takes article 12 from the rules file', () => {
		expect(eligibilityRuleOf(rules)).toEqual({
			years: 3,
			thresholds: { home: { num: 95, den: 100 }, chair: { num: 95, den: 100 } },
			titles: {
				union: expect.objectContaining({ title: 'model_home', minimum_rank: 'province' }),
				chair: expect.objectContaining({ title: 'outstanding_worker', minimum_rank: 'province' })
			}
		});
	});

	it('judges nothing the file does not ask for', () => {
		const { eligibility } = rules;
		const without = (part: object) => ({ eligibility: { ...eligibility, ...part } });
		expect(() => eligibilityRuleOf(without({ consecutive: false }))).toThrow();
		expect(() => eligibilityRuleOf(without({ rates: [] }))).toThrow();
		expect(() => eligibilityRuleOf(without({ titles: [] }))).toThrow();
	});
});
