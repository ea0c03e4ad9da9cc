import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	judgeResult,
	type ModeRule,
	type ResultFacts,
	type ResultFlag
} from './result-validity.ts';
import { modes } from './words.ts';

const rule: ModeRule = { slip: 'counts', meeting: 'consent', paper: 'counts', poster: 'never' };

const sound: ResultFacts = {
	mode: 'slip',
	with_paper: false,
	flags: [],
	counted: true,
	voided: false,
	more_returned_than_issued: false,
	suppressed: false,
	turnout_reached: true,
	turnout_consent: 'none',
	mode_consent: 'none',
	approval: 'not_needed'
};

const consents = fc.constantFrom('none', 'requested', 'given', 'refused');
const anyFacts: fc.Arbitrary<ResultFacts> = fc.record({
	mode: fc.constantFrom(...modes),
	with_paper: fc.boolean(),
	flags: fc.subarray<ResultFlag>([
		...(['leftover_used', 'more_used_than_handed_out'] as const),
		...(['more_handed_out_than_eligible', 'printed_not_accounted'] as const)
	]),
	counted: fc.boolean(),
	voided: fc.boolean(),
	more_returned_than_issued: fc.boolean(),
	suppressed: fc.boolean(),
	turnout_reached: fc.boolean(),
	turnout_consent: consents,
	mode_consent: consents,
	approval: fc.constantFrom('not_needed', 'waiting', 'approved', 'refused')
});

function judge(change: Partial<ResultFacts>) {
	const { standing, reasons } = judgeResult({ ...sound, ...change }, rule);
	return [standing, ...reasons].join(' ');
}

describe('judgeResult', () => {
	it('lets a sound result count', () => {
		expect(judgeResult(sound, rule)).toEqual({ counts: true, standing: 'counts', reasons: [] });
	});

	it.each<[Partial<ResultFacts>, string]>([
		[{ voided: true }, 'void voided'],
		[{ more_returned_than_issued: true }, 'void more_returned_than_issued'],
		[{ flags: ['leftover_used'] }, 'excluded leftover_used'],
		[{ flags: ['printed_not_accounted'], voided: true }, 'void voided printed_not_accounted'],
		[{ suppressed: true }, 'suppressed suppressed'],
		[{ counted: false, turnout_reached: false }, 'pending not_yet_counted'],
		[{ turnout_reached: false }, 'excluded turnout_too_low'],
		[{ turnout_reached: false, turnout_consent: 'requested' }, 'pending turnout_consent_requested'],
		[{ turnout_reached: false, turnout_consent: 'refused' }, 'excluded turnout_too_low'],
		[{ turnout_reached: false, turnout_consent: 'given' }, 'counts'],
		[{ mode: 'poster', mode_consent: 'given' }, 'excluded mode_never_counts'],
		[{ mode: 'meeting' }, 'excluded mode_without_consent'],
		[{ mode: 'meeting', counted: false }, 'pending not_yet_counted'],
		[{ mode: 'meeting', mode_consent: 'requested' }, 'pending mode_consent_requested'],
		[{ mode: 'meeting', mode_consent: 'given' }, 'counts'],
		[{ approval: 'waiting' }, 'pending approval_waiting'],
		[{ approval: 'refused' }, 'excluded approval_refused'],
		[{ approval: 'approved' }, 'counts'],
		[{ suppressed: true, approval: 'waiting' }, 'suppressed suppressed approval_waiting'],
		[{ suppressed: true, turnout_reached: false }, 'excluded turnout_too_low suppressed']
	])('%o: %s', (change, judgement) => {
		expect(judge(change)).toBe(judgement);
	});

	it('asks of slips with paper ballots that both modes count', () => {
		const strict: ModeRule = { ...rule, paper: 'never' };
		expect(judgeResult({ ...sound, with_paper: true }, rule).counts).toBe(true);
		expect(judgeResult({ ...sound, with_paper: true }, strict).reasons).toEqual([
			'mode_never_counts'
		]);
		expect(judgeResult(sound, strict).counts).toBe(true);
	});

	it('refuses a poster by its type, even where a stored rule says otherwise', () => {
		const forged = { ...rule, poster: 'counts' } as unknown as ModeRule;
		const facts: ResultFacts = { ...sound, mode: 'poster', mode_consent: 'given' };
		expect(judgeResult(facts, forged)).toEqual({
			...{ counts: false, standing: 'excluded', reasons: ['mode_never_counts'] }
		});
	});

	it('never counts a poster, a void, a suppressed, an uncounted or an unapproved result', () => {
		fc.assert(
			fc.property(anyFacts, (facts) => {
				const { counts, reasons } = judgeResult(facts, rule);
				expect(counts).toBe(reasons.length === 0);
				if (!counts) return;
				expect(facts).toMatchObject({ counted: true, voided: false, suppressed: false });
				expect(facts.mode).not.toBe('poster');
				expect(facts.flags).toEqual([]);
				expect(['not_needed', 'approved']).toContain(facts.approval);
				expect(facts.turnout_reached || facts.turnout_consent === 'given').toBe(true);
			}),
			{ numRuns: 1000 }
		);
	});
});
