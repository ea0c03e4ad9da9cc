import { describe, expect, it } from 'vitest';
import { fraction } from './fraction.ts';
import { eligibilityMessage, reconciliationMessage } from './messages.ts';

const p95 = fraction(95, 100);
const year = { subject: 'home', year: 2024, threshold: p95, rate: null, because: [] } as const;

describe('eligibilityMessage', () => {
	it('names year, subject, figure and threshold', () => {
		const reason = { ...year, code: 'below', effect: 'breaks', rate: fraction(113, 119) } as const;
		expect(eligibilityMessage(reason)).toBe('2024年会员评家满意率为94.96%，未达到95%');
	});

	it('never prints a failed threshold as reached', () => {
		const rate = fraction(949_999, 1_000_000);
		const reason = { ...year, code: 'below', effect: 'breaks', rate } as const;
		expect(eligibilityMessage(reason)).toBe('2024年会员评家满意率为94.9999%，未达到95%');
	});

	it('says why a result does not count', () => {
		const because = ['mode_never_counts', 'suppressed'] as const;
		expect(eligibilityMessage({ ...year, code: 'not_counted', effect: 'breaks', because })).toBe(
			'2024年会员评家：这种方式收来的意见仅供参考，不计入考核；有效票数过少，为保护参评的人，不公布结果'
		);
	});

	it("keeps to the person where the result is somebody else's", () => {
		const because = ['voided'] as const;
		const reason = { ...year, code: 'other_person', effect: 'breaks', because } as const;
		expect(eligibilityMessage(reason)).not.toContain('作废');
	});

	it('names the title that is wanted', () => {
		const title = { title: 'model_home', minimum_rank: 'province' } as const;
		const reason = { code: 'title_absent', effect: 'breaks', title, year: 2026 } as const;
		expect(eligibilityMessage(reason)).toBe('未获得省级以上模范职工之家称号');
	});
});

describe('reconciliationMessage', () => {
	it('puts both figures into the sentence', () => {
		const problem = {
			code: 'more_returned_than_issued',
			voids: true,
			left: 31,
			right: 30
		} as const;
		expect(reconciliationMessage(problem)).toBe('收回31张，多于发放的30张，该次评议作废');
	});
});
