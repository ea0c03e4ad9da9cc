import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	assessEligibility,
	runAtEnd,
	type EligibilityInput,
	type EligibilityRule,
	type YearFacts
} from './eligibility.ts';
import { fraction } from './fraction.ts';
import type { HeldTitle } from './title.ts';
import { cellEffects, type Effect, type YearResult } from './year-cell.ts';

const p95 = fraction(95, 100);
const rule: EligibilityRule = {
	years: 3,
	thresholds: { home: p95, chair: p95 },
	titles: {
		union: { title: 'model_home', minimum_rank: 'province' },
		chair: { title: 'outstanding_worker', minimum_rank: 'province' }
	}
};

const modelHome: HeldTitle = {
	title: 'model_home',
	rank: 'province',
	awarded_year: 2020,
	revoked_year: null
};
const outstanding: HeldTitle = { ...modelHome, title: 'outstanding_worker' };

const good: YearResult = { standing: 'counts', rate: fraction(97, 100), reasons: [], person: 'li' };
const exact: YearResult = { ...good, rate: fraction(19, 20) };
const low: YearResult = { ...good, rate: fraction(113, 119) };
const hidden: YearResult = { ...good, standing: 'suppressed', rate: null, reasons: ['suppressed'] };
const voided: YearResult = { ...good, standing: 'void', reasons: ['voided'] };
const weak: YearResult = { ...good, standing: 'excluded', reasons: ['turnout_too_low'] };
const waiting: YearResult = { ...good, standing: 'pending', reasons: ['approval_waiting'] };
const wang: YearResult = { ...good, person: 'wang' };
const nobody: YearResult = { ...good, person: null };

/** Results of the years ending with 2025; application in 2026. */
function inputOf(home: (YearResult | null)[], chair: (YearResult | null)[]): EligibilityInput {
	const first = 2026 - home.length;
	const years = home.map((result, i): YearFacts => {
		return { year: first + i, home: result, chair: chair[i] ?? null };
	});
	return {
		application_year: 2026,
		last_year: 2025,
		current_year: 2026,
		years,
		union_titles: [modelHome],
		chair_titles: [outstanding],
		chair_person: 'li'
	};
}

function verdicts(input: EligibilityInput): string {
	const { union, chair } = assessEligibility(input, rule);
	return `${union.verdict} ${chair.verdict}`;
}

/** One unusual home result in the middle of three good years. */
function withMiddle(result: YearResult | null): EligibilityInput {
	return inputOf([good, result, good], [good, good, good]);
}

describe('assessEligibility', () => {
	it('finds three good years and both titles eligible, exactly 95 % included', () => {
		const input = inputOf([good, exact, exact], [exact, exact, good]);
		const { union, chair } = assessEligibility(input, rule);
		expect([union.verdict, chair.verdict]).toEqual(['eligible', 'eligible']);
		expect(union.reasons.map((reason) => reason.code)).toEqual(['run_reached', 'title_held']);
		expect(union.missing).toEqual([]);
		expect(union.years_short).toBe(0);
	});

	it.each<[string, YearResult | null, string]>([
		['113/119', low, 'ineligible'],
		['missing', null, 'ineligible'],
		['void', voided, 'ineligible'],
		['low turnout', weak, 'ineligible'],
		['suppressed', hidden, 'undetermined'],
		['waiting for approval', waiting, 'undetermined'],
		['counting without a known rate', { ...good, rate: null }, 'undetermined']
	])('a middle year that is %s', (_, result, verdict) => {
		expect(verdicts(withMiddle(result))).toBe(`${verdict} ${verdict}`);
	});

	it('is ineligible for certain where one year is open and another below', () => {
		expect(verdicts(inputOf([hidden, low, good], [good, good, good]))).toBe(
			'ineligible ineligible'
		);
		const { union } = assessEligibility(inputOf([hidden, low, good], [good, good, good]), rule);
		expect(union.missing.map((reason) => reason.code)).toEqual(['suppressed']);
	});

	it('needs the run to end with the last year', () => {
		const four = inputOf([good, good, good, low], [good, good, good, good]);
		expect(verdicts(four)).toBe('ineligible ineligible');
		expect(verdicts({ ...four, last_year: 2024 })).toBe('eligible eligible');
	});

	it('does not ask about years before the window', () => {
		expect(verdicts(inputOf([low, good, good, good], [low, good, good, good]))).toBe(
			'eligible eligible'
		);
	});

	it('waits for a year that is not over, and not for one that is', () => {
		const two = inputOf([good, good, null], [good, good, null]);
		expect(verdicts({ ...two, current_year: 2025 })).toBe('undetermined undetermined');
		expect(verdicts({ ...two, current_year: 2026 })).toBe('ineligible ineligible');
	});

	it('starts a new run with a new chair, for the chair only', () => {
		const input = inputOf([good, good, good], [wang, good, good]);
		expect(verdicts(input)).toBe('eligible ineligible');
		const { chair } = assessEligibility(input, rule);
		expect(chair.runs.chair).toEqual({ confirmed: 2, possible: 2 });
		expect(chair.strip.map((year) => year.chair.state)).toEqual([
			'other_person',
			'reached',
			'reached'
		]);
		expect(chair.years_short).toBe(1);
	});

	it('cannot tell for a record that names no chair, unless it is below anyway', () => {
		expect(verdicts(inputOf([good, good, good], [nobody, good, good]))).toBe(
			'eligible undetermined'
		);
		const below = inputOf([good, good, good], [{ ...low, person: null }, good, good]);
		expect(verdicts(below)).toBe('ineligible ineligible');
	});

	it('cannot tell for a chair that is not known', () => {
		const input = { ...inputOf([good, good, good], [good, good, good]), chair_person: null };
		expect(verdicts(input)).toBe('eligible undetermined');
	});

	it('needs the title of each', () => {
		const input = inputOf([good, good, good], [good, good, good]);
		expect(verdicts({ ...input, union_titles: [] })).toBe('ineligible eligible');
		expect(verdicts({ ...input, chair_titles: null })).toBe('eligible undetermined');
		expect(verdicts({ ...input, chair_titles: [{ ...outstanding, revoked_year: 2025 }] })).toBe(
			'eligible ineligible'
		);
	});

	it('shows every year from the first fact, gaps included', () => {
		const input = inputOf([good, good, good], [good, good, good]);
		const years = [...input.years, { year: 2020, home: good, chair: good }];
		const { union } = assessEligibility({ ...input, years }, rule);
		expect(union.strip.map((year) => `${year.year} ${year.home.state}`)).toEqual([
			'2020 reached',
			'2021 missing',
			'2022 missing',
			'2023 reached',
			'2024 reached',
			'2025 reached'
		]);
		expect(union.runs.both).toEqual({ confirmed: 3, possible: 3 });
	});
});

const anyResult = fc.constantFrom(
	good,
	exact,
	low,
	hidden,
	voided,
	weak,
	waiting,
	wang,
	nobody,
	null
);
const history = fc.integer({ min: 1, max: 7 }).chain((length) => {
	const list = fc.array(anyResult, { minLength: length, maxLength: length });
	return fc.tuple(list, list);
});

/** Puts known figures where there were open ones: all outcomes lie between these two. */
function settle(list: (YearResult | null)[], open: YearResult): (YearResult | null)[] {
	return list.map((result) =>
		result === hidden || result === waiting || result === nobody ? open : result
	);
}

describe('any history', () => {
	it('is eligible exactly if the last three years reach both thresholds', () => {
		fc.assert(
			fc.property(history, ([home, chair]) => {
				const { union } = assessEligibility(inputOf(home, chair), rule);
				const fine = [good, exact, wang, nobody];
				const last = [...home.slice(-3), ...chair.slice(-3)];
				const all = last.length === 6 && last.every((r) => r !== null && fine.includes(r));
				expect(union.verdict === 'eligible').toBe(all);
			}),
			{ numRuns: 1000 }
		);
	});

	it('is undetermined exactly if what is open can go both ways', () => {
		fc.assert(
			fc.property(history, ([home, chair]) => {
				const best = verdictOfChair(settle(home, good), settle(chair, good));
				const worst = verdictOfChair(settle(home, low), settle(chair, low));
				// A home result names no person; there `nobody` is simply good.
				const homes = home.map((result) => (result === nobody ? good : result));
				const now = verdictOfChair(homes, chair);
				const worstNow = verdictOfChair(settle(homes, low), settle(chair, low));
				expect(['eligible', 'ineligible']).toContain(best);
				expect(worst === 'eligible' ? best : 'eligible').toBe('eligible');
				expect(now).toBe(best === worstNow ? best : 'undetermined');
			}),
			{ numRuns: 1000 }
		);
	});

	it('is never eligible for the chair unless every year of the window rates this chair', () => {
		fc.assert(
			fc.property(history, ([home, chair]) => {
				const { chair: assessment } = assessEligibility(inputOf(home, chair), rule);
				if (assessment.verdict !== 'eligible') return;
				expect(chair.slice(-3).map((result) => result?.person)).toEqual(['li', 'li', 'li']);
			}),
			{ numRuns: 1000 }
		);
	});

	it('gives a reason that carries each verdict', () => {
		fc.assert(
			fc.property(history, fc.boolean(), ([home, chair], known) => {
				const input = { ...inputOf(home, chair), union_titles: known ? [modelHome] : null };
				for (const { verdict, reasons, runs, missing } of Object.values(
					assessEligibility(input, rule)
				)) {
					const effects = reasons.map((reason) => reason.effect);
					expect(effects.includes('breaks')).toBe(verdict === 'ineligible');
					if (verdict === 'undetermined') expect(missing).not.toEqual([]);
					if (runs.both.possible < 3) expect(verdict).toBe('ineligible');
					if (verdict === 'eligible') expect(runs.both.confirmed).toBeGreaterThanOrEqual(3);
				}
			})
		);
	});

	it('does not depend on the order in which the years are given', () => {
		fc.assert(
			fc.property(history, ([home, chair]) => {
				const input = inputOf(home, chair);
				const reversed = { ...input, years: [...input.years].reverse() };
				expect(assessEligibility(reversed, rule)).toEqual(assessEligibility(input, rule));
			})
		);
	});
});

describe('runAtEnd', () => {
	it('counts back from the end', () => {
		const effects = fc.array(fc.constantFrom<Effect>(...Object.values(cellEffects)), {
			maxLength: 9
		});
		fc.assert(
			fc.property(effects, (list) => {
				const { confirmed, possible } = runAtEnd(list);
				const before = (length: number) => list[list.length - length - 1];
				expect(list.slice(list.length - confirmed).every((e) => e === 'holds')).toBe(true);
				expect(before(confirmed)).not.toBe('holds');
				expect(list.slice(list.length - possible).includes('breaks')).toBe(false);
				expect(['breaks', undefined]).toContain(before(possible));
			})
		);
	});
});

function verdictOfChair(home: (YearResult | null)[], chair: (YearResult | null)[]) {
	return assessEligibility(inputOf(home, chair), rule).chair.verdict;
}
