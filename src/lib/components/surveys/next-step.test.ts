import { describe, expect, it } from 'vitest';
import { nextStep, type StepFacts } from './next-step';

const ready: StepFacts = {
	state: 'draft',
	mode: 'slip',
	printed: 100,
	consentMissing: false,
	sheetsMissing: false,
	trustees: false,
	paper: false,
	paperMissing: false,
	chairMissing: false,
	closesInPast: false,
	opensLater: false,
	scheduled: false
};

describe('nextStep', () => {
	it.each<[Partial<StepFacts>, string]>([
		[{}, 'open'],
		[{ printed: 0 }, 'print'],
		[{ printed: 0, mode: 'poster' }, 'open'],
		[{ printed: 0, chairMissing: true }, 'chair'],
		[{ consentMissing: true }, 'consent'],
		[{ sheetsMissing: true, trustees: true }, 'sheets'],
		[{ sheetsMissing: true, trustees: true, printed: 0 }, 'print'],
		[{ closesInPast: true, printed: 0 }, 'dates'],
		[{ opensLater: true }, 'schedule'],
		[{ opensLater: true, scheduled: true }, 'wait'],
		// Its time has come and something kept it from opening: by hand, then.
		[{ scheduled: true }, 'open'],
		[{ state: 'open', printed: 0 }, 'collect'],
		[{ state: 'closed' }, 'count'],
		[{ state: 'closed', trustees: true }, 'unlock'],
		[{ state: 'closed', trustees: true, paper: true, paperMissing: true }, 'paper'],
		[{ paper: true, printed: 0 }, 'open'],
		[{ state: 'counted', trustees: true }, 'publish'],
		[{ state: 'counted' }, 'publish'],
		[{ state: 'published' }, 'done'],
		[{ state: 'void' }, 'void']
	])('%o: %s', (facts, step) => expect(nextStep({ ...ready, ...facts })).toBe(step));
});
