import { describe, expect, test } from 'vitest';
import { questionIds } from '../../domain/questionnaire.ts';
import { allCriteria, measuredCriteria, rubricLevels, rubricTotal } from '../../domain/rubric.ts';
import type { RubricLevel } from '../../domain/rubric.ts';
import { findRateRule } from '../../domain/rules.ts';
import { subjects } from '../../domain/words.ts';
import { loadRubrics } from './load.ts';

const { rubrics, rules, questionnaires } = loadRubrics();

/** As printed in the annexes: number of criteria, points of the five sections, points of their groups. */
const printed: Record<RubricLevel, { criteria: number; sections: number[]; groups: number[][] }> = {
	grassroots: {
		criteria: 48,
		sections: [15, 28, 24, 23, 10],
		groups: [[5, 6, 4], [8, 7, 5, 4, 4], [6, 4, 4, 6, 4], [8, 2, 9, 4], [10]]
	},
	intermediate: {
		criteria: 46,
		sections: [15, 26, 26, 23, 10],
		groups: [[4, 7, 4], [9, 4, 5, 4, 4], [6, 5, 5, 6, 4], [8, 2, 9, 4], [10]]
	},
	county: {
		criteria: 52,
		sections: [15, 25, 25, 25, 10],
		groups: [[4, 7, 4], [8, 4, 5, 4, 4], [4, 3, 4, 4, 6, 4], [8, 2, 8, 7], [10]]
	}
};

describe.each(rubricLevels)('the rubric of %s unions', (level) => {
	const rubric = rubrics[level];

	test('has the points printed in the annex at both levels', () => {
		const { criteria, sections, groups } = printed[level];
		expect(allCriteria(rubric)).toHaveLength(criteria);
		expect(rubric.sections.map((section) => section.points)).toEqual(sections);
		expect(rubric.sections.map((section) => section.groups.map((group) => group.points))).toEqual(
			groups
		);
		expect(rubricTotal(rubric)).toBe(100);
	});
});

describe('measured criteria', () => {
	test.each([
		['grassroots', ['trust.1.2 6 rate home 85/100 members']],
		[
			'intermediate',
			[
				'trust.1.1 4 coverage home 90/100 independent_unions',
				'trust.1.2 3 rate superior 85/100 subordinate_chairs',
				'trust.1.3 3 mean-of-rates home 85/100 sampled_unions'
			]
		],
		[
			'county',
			[
				'trust.1.1 4 coverage home 90/100 independent_unions',
				'trust.1.2 6 rate superior 85/100 intermediate_and_sampled_chairs'
			]
		]
	] as const)('of %s unions', (level, expected) => {
		const found = measuredCriteria(rubrics[level]).map(({ id, points, measure }) => {
			const { kind, subject, threshold, electorate } = measure;
			return `${id} ${points} ${kind} ${subject} ${threshold.num}/${threshold.den} ${electorate}`;
		});
		expect(found).toEqual(expected);
	});
});

describe('the rules', () => {
	test('count 满意 and 基本满意 over valid answers unless told otherwise', () => {
		expect(findRateRule(rules, rules.rate.default)).toMatchObject({
			id: 'broad',
			counts: ['satisfied', 'basically_satisfied'],
			denominator: 'valid',
			unsure_valid: false,
			blank_valid: false
		});
		expect(findRateRule(rules, rules.rate.second)?.counts).toEqual(['satisfied']);
		expect(findRateRule(rules, 'nothing')).toBeUndefined();
	});

	test('are those of articles 3 and 12', () => {
		expect(rules.eligibility).toMatchObject({
			years: 3,
			consecutive: true,
			rates: [
				{ subject: 'home', threshold: { num: 95, den: 100 } },
				{ subject: 'chair', threshold: { num: 95, den: 100 } }
			]
		});
		expect(rules.targets.map((target) => target.threshold.num)).toEqual([85, 30]);
	});

	test('never let a poster count', () => {
		expect(rules.modes.poster.scoring).toBe('never');
	});
});

describe.each(subjects)('the questionnaire %s', (subject) => {
	const questionnaire = questionnaires[subject];

	test('asks one overall question and few items', () => {
		expect(questionIds(questionnaire)[0]).toBe(`${subject}.overall`);
		expect(questionnaire.items.length).toBeGreaterThanOrEqual(5);
		expect(questionnaire.items.length).toBeLessThanOrEqual(6);
	});

	test('covers all five sections', () => {
		expect(new Set(questionnaire.items.map((item) => item.section)).size).toBe(5);
	});

	test('promises no anonymity, which depends on how it is held', () => {
		expect(JSON.stringify(questionnaire)).not.toMatch(/匿名|保密|不记名/u);
	});
});
