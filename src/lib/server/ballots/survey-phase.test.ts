import { expect, it } from 'vitest';
import { surveyStates } from '$lib/domain/words';
import type { Instant } from '../database/values';
import { phaseOf } from './survey-phase';

const [before, end, after] = ['T00:59:59.999Z', 'T01:00:00.000Z', 'T01:00:00.001Z'].map(
	(time) => `2026-11-22${time}` as Instant
) as [Instant, Instant, Instant];

it('ends at the closing time itself, whether or not the survey was closed', () => {
	expect(phaseOf('open', end, before)).toBe('open');
	expect(phaseOf('open', end, end)).toBe('closed');
	expect(phaseOf('open', end, after)).toBe('closed');
});

it('follows the state otherwise', () => {
	const phases = surveyStates.map((state) => [state, phaseOf(state, end, before)]);
	expect(Object.fromEntries(phases)).toEqual({
		...{ draft: 'not_open', open: 'open', void: 'void' },
		...{ closed: 'closed', counted: 'closed', published: 'closed', destroyed: 'closed' }
	});
});
