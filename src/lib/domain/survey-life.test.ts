import { describe, expect, it } from 'vitest';
import { canTransition, nextStates } from './survey-life.ts';
import { surveyStates } from './words.ts';

const forward = ['draft', 'open', 'closed', 'counted', 'published', 'destroyed'] as const;

describe('canTransition', () => {
	it('allows one step forward, void before destruction, a publication withdrawn, and nothing else', () => {
		const steps = forward.slice(1).map((to, i) => `${forward[i]} ${to}`);
		const voids = forward.slice(0, -1).map((from) => `${from} void`);
		const allowed = surveyStates.flatMap((from) =>
			surveyStates.filter((to) => canTransition(from, to)).map((to) => `${from} ${to}`)
		);
		expect(allowed.sort()).toEqual([...steps, ...voids, 'published counted'].sort());
	});

	it('ends with destruction or void', () => {
		expect(surveyStates.filter((state) => nextStates(state).length === 0)).toEqual([
			'destroyed',
			'void'
		]);
	});
});
