import { describe, expect, test } from 'vitest';
import { daysBetween, improvementStates, isOpenState, urgencyOf } from './improvement';
import { describeImprovementAct } from './improvement-act';

describe('improvements', () => {
	const today = '2026-11-23';

	test.each([
		['2026-11-22', 'overdue'],
		['2026-11-23', 'near'],
		['2026-12-07', 'near'],
		['2026-12-08', 'later']
	])('due on %s are %s', (dueOn, urgency) => {
		expect(urgencyOf({ state: 'running', dueOn }, today)).toBe(urgency);
	});

	test('press nobody once they are closed', () => {
		for (const state of improvementStates.filter((one) => !isOpenState(one)))
			expect(urgencyOf({ state, dueOn: '2020-01-01' }, today)).toBeNull();
	});

	test('count calendar days over the end of a leap February', () => {
		expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
	});

	test('tell what stood there before', () => {
		expect(
			describeImprovementAct({
				action: 'edit',
				old: { owner: '陈敏', state: 'planned' },
				new: { owner: '李强', state: 'running' }
			})
		).toBe('修改：责任人由“陈敏”改为“李强”；进度由“未开始”改为“进行中”');
		expect(
			describeImprovementAct({
				action: 'publish',
				old: { published: 0, published_at: null },
				new: { published: 1, published_at: '2026-11-23T01:00:00.000Z' }
			})
		).toBe('公示');
		expect(describeImprovementAct({ action: 'edit', old: {}, new: {} })).toBe('修改（没有变化）');
	});
});
