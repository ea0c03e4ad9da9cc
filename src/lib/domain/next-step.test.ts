import { describe, expect, it } from 'vitest';
import { assessEligibility, type EligibilityInput, type EligibilityRule } from './eligibility.ts';
import { fraction } from './fraction.ts';
import { nextStepMessage, nextSteps } from './next-step.ts';
import type { HeldTitle } from './title.ts';
import type { YearResult } from './year-cell.ts';

const p95 = fraction(95, 100);
const rule: EligibilityRule = {
	years: 3,
	thresholds: { home: p95, chair: p95 },
	titles: {
		union: { title: 'model_home', minimum_rank: 'province' },
		chair: { title: 'outstanding_worker', minimum_rank: 'province' }
	}
};
const held: HeldTitle = {
	title: 'model_home',
	rank: 'province',
	awarded_year: 2020,
	revoked_year: null
};
const good: YearResult = { standing: 'counts', rate: p95, reasons: [], person: 'li' };
const low: YearResult = { ...good, rate: fraction(113, 119) };
const hidden: YearResult = { ...good, standing: 'suppressed', rate: null, reasons: ['suppressed'] };
const waiting: YearResult = { ...good, standing: 'pending', reasons: ['approval_waiting'] };

function stepsOf(home: (YearResult | null)[], titles: HeldTitle[] | null = [held]): string[] {
	const input: EligibilityInput = {
		application_year: 2026,
		last_year: 2025,
		current_year: 2026,
		years: home.map((result, i) => ({ year: 2026 - home.length + i, home: result, chair: good })),
		union_titles: titles,
		chair_titles: [],
		chair_person: 'li'
	};
	const { union } = assessEligibility(input, rule);
	return nextSteps(union, rule).map((step) => nextStepMessage(step, rule));
}

describe('nextSteps', () => {
	it('recommends whoever fulfils everything', () => {
		expect(stepsOf([good, good, good])).toEqual(['条件已具备，可由上级工会推荐申报。']);
	});

	it('counts on from the last break', () => {
		expect(stepsOf([low, good, good])).toEqual(['2026年两项满意率都达到95%，年限即可满足。']);
		expect(stepsOf([good, low, null])).toEqual([
			'2026年至2028年连续3年两项满意率都达到95%，年限即可满足。'
		]);
	});

	it('asks for what is open, unless an earlier break made it pointless', () => {
		expect(stepsOf([good, waiting, good])).toEqual(['2024年会员评家：请上级工会审核该数据。']);
		expect(stepsOf([waiting, low, good])).toEqual([
			'2026年至2027年连续2年两项满意率都达到95%，年限即可满足。'
		]);
	});

	it('names small years once', () => {
		expect(stepsOf([hidden, hidden, good])).toEqual([
			'2023、2024年票数过少，不公布，无法判定；今后可与相近单位联合开展评议。'
		]);
	});

	it('says what to do about titles', () => {
		expect(stepsOf([good, good, good], [])).toEqual([
			'须先获得省级以上模范职工之家称号；如已获得，请上级工会在荣誉登记中补录。'
		]);
		expect(stepsOf([good, good, good], null)[0]).toContain('请上级工会在荣誉登记中录入称号');
	});
});
