import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	allCriteria,
	findCriterion,
	formatHalfPoints,
	isScore,
	measuredCriteria,
	rubricTotal,
	subtotals
} from './rubric.ts';
import type { Rubric } from './rubric.ts';

const rubric: Rubric = {
	id: 'grassroots',
	title: '细则',
	source: '附件',
	level: 'grassroots',
	applies_to: [{ id: 'enterprise', name: '企业工会' }],
	basis: ['《中华人民共和国工会法》'],
	sections: [
		{
			id: 'work',
			title: '工作规范',
			points: 7,
			groups: [
				{
					points: 5,
					criteria: [
						{ id: 'work.1.1', text: '一', points: 2 },
						{ id: 'work.1.2', text: '二', points: 3 }
					]
				},
				{ points: 2, criteria: [{ id: 'work.2.1', text: '三', points: 2 }] }
			]
		},
		{
			id: 'trust',
			title: '职工信赖',
			points: 6,
			groups: [
				{
					points: 6,
					criteria: [
						{
							id: 'trust.1.1',
							text: '四',
							points: 6,
							measure: {
								kind: 'rate',
								subject: 'home',
								threshold: { num: 85, den: 100 },
								electorate: 'members',
								note: '注'
							}
						}
					]
				}
			]
		}
	]
};
const ids = ['work.1.1', 'work.1.2', 'work.2.1', 'trust.1.1'];

describe('criteria', () => {
	test('come in the order of the annex', () => {
		expect(allCriteria(rubric).map((criterion) => criterion.id)).toEqual(ids);
	});

	test('are found by id', () => {
		expect(findCriterion(rubric, 'work.2.1')?.text).toBe('三');
		expect(findCriterion(rubric, 'work.9.9')).toBeUndefined();
	});

	test('with a measure are told from the others', () => {
		expect(measuredCriteria(rubric).map((criterion) => criterion.id)).toEqual(['trust.1.1']);
	});

	test('add up to the total', () => {
		expect(rubricTotal(rubric)).toBe(13);
	});
});

describe('scores in half points', () => {
	test('are integers from 0 to the points of the criterion', () => {
		const criterion = { id: 'work.1.1', text: '一', points: 2 };
		expect([-1, 0, 3, 4, 5, 1.5, NaN].map((score) => isScore(criterion, score))).toEqual([
			false,
			true,
			true,
			true,
			false,
			false,
			false
		]);
	});

	test('are printed with at most one decimal', () => {
		expect([0, 1, 3, 12, 200].map(formatHalfPoints)).toEqual(['0', '0.5', '1.5', '6', '100']);
	});

	test('add up per group and section, and tell what is not scored yet', () => {
		const scores = new Map([
			['work.1.1', 3],
			['work.2.1', 0],
			['elsewhere', 7]
		]);
		const { sections, ...total } = subtotals(rubric, scores);
		expect(total).toEqual({ score: 3, maximum: 26, applicable: 26, scored: 2, criteria: 4 });
		expect(sections[0]).toEqual({
			id: 'work',
			...{ score: 3, maximum: 14, applicable: 14, scored: 2, criteria: 3 },
			groups: [
				{ score: 3, maximum: 10, applicable: 10, scored: 1, criteria: 2 },
				{ score: 0, maximum: 4, applicable: 4, scored: 1, criteria: 1 }
			]
		});
	});

	test('give the same total added in any way', () => {
		const scores = fc.record(Object.fromEntries(ids.map((id) => [id, fc.nat(6)])), {
			requiredKeys: []
		});
		fc.assert(
			fc.property(scores, (given) => {
				const entries = Object.entries(given).map(([id, score]) => [id, score ?? 0] as const);
				const result = subtotals(rubric, new Map(entries));
				const plain = entries.reduce((sum, [, score]) => sum + score, 0);
				const groups = result.sections.flatMap((section) => section.groups);
				expect(result.score).toBe(plain);
				expect(groups.reduce((sum, group) => sum + group.score, 0)).toBe(plain);
				expect(result.scored).toBe(entries.length);
			})
		);
	});
});
