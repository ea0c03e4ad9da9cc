import { describe, expect, it } from 'vitest';
import { nextStep } from './next-step';

const home = { id: 'h', state: 'published', mode: 'slip', electorate: 'members' } as const;

describe('nextStep', () => {
	it('starts with a new survey', () => {
		expect(nextStep('u', [])).toEqual({
			label: '开一份今年的问卷',
			href: '/office/unions/u/surveys/new'
		});
	});

	it('follows the survey that is not finished', () => {
		expect(nextStep('u', [home, { ...home, id: 'c', state: 'open' }]).href).toBe(
			'/office/surveys/c'
		);
		expect(nextStep('u', [{ ...home, id: 'c', state: 'draft' }]).label).toBe('继续准备问卷');
	});

	it('leaves out what the union above runs', () => {
		const superior = { ...home, id: 's', state: 'open', electorate: 'chairs' } as const;
		expect(nextStep('u', [superior]).label).toBe('开一份今年的问卷');
		expect(nextStep('u', [superior, home]).href).toBe('/office/surveys/h/result');
	});

	it('ends at the result', () => {
		expect(nextStep('u', [home])).toEqual({ label: '看结果', href: '/office/surveys/h/result' });
	});
});
