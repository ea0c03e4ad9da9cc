import { describe, expect, it } from 'vitest';
import { nextStep } from './next-step';

const home = { id: 'h', state: 'published', mode: 'slip' } as const;

describe('nextStep', () => {
	it('starts with a new survey', () => {
		expect(nextStep('u', [])).toEqual({
			label: '开一份今年的问卷',
			href: '/office/unions/u/surveys/new'
		});
	});

	it('follows the survey that is not finished', () => {
		expect(nextStep('u', [home, { id: 'c', state: 'open', mode: 'slip' }]).href).toBe(
			'/office/surveys/c'
		);
		expect(nextStep('u', [{ id: 'c', state: 'draft', mode: 'slip' }]).label).toBe('继续准备问卷');
	});

	it('ends at the result', () => {
		expect(nextStep('u', [home])).toEqual({ label: '看结果', href: '/office/surveys/h/result' });
	});
});
