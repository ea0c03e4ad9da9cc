import type { CountingMode, Mode } from './words.ts';

/** Which modes count for scoring: always, with the supervisor's consent, or never. A poster (公开码) cannot count. */
export type ModeRule = Record<CountingMode, 'counts' | 'consent' | 'never'> & {
	poster: 'never';
};

/** The supervisor's word on a weakness of a result. */
export type Consent = 'none' | 'requested' | 'given' | 'refused';

/** What the account of printed, handed out and returned ballots found wrong; only a 作废 and a new survey clear it. */
export type ResultFlag =
	| 'box_tampered'
	| 'leftover_used'
	| 'more_used_than_handed_out'
	| 'more_handed_out_than_eligible'
	| 'more_tickets_than_attending'
	| 'printed_not_accounted';

/** Facts of one result that decide whether it counts. */
export interface ResultFacts {
	mode: Mode;
	/** Some of the ballots were paper: that mode has to count, too. */
	with_paper: boolean;
	/** False while the survey is open or its box not yet counted. */
	counted: boolean;
	voided: boolean;
	more_returned_than_issued: boolean;
	flags: readonly ResultFlag[];
	suppressed: boolean;
	/** Against the minimum frozen into the survey. */
	turnout_reached: boolean;
	turnout_consent: Consent;
	mode_consent: Consent;
	/** 历史/纸质 figures count only after the supervisor approved them; `not_needed` for the platform's own. */
	approval: 'not_needed' | 'waiting' | 'approved' | 'refused';
}

export type ValidityReason =
	| ResultFlag
	| 'voided'
	| 'more_returned_than_issued'
	| 'mode_never_counts'
	| 'mode_without_consent'
	| 'turnout_too_low'
	| 'approval_refused'
	| 'suppressed'
	| 'not_yet_counted'
	| 'mode_consent_requested'
	| 'turnout_consent_requested'
	| 'approval_waiting';

/**
 * - `counts`: for scoring and eligibility;
 * - `void`, `excluded`: known not to count;
 * - `suppressed`: too small a group to be shown, for ever unknown;
 * - `pending`: may still come to count.
 */
export type Standing = 'counts' | 'void' | 'excluded' | 'suppressed' | 'pending';

export interface Validity {
	counts: boolean;
	standing: Standing;
	/** Every reason why it does not count, the weightiest first; empty if it counts. */
	reasons: ValidityReason[];
}

// In order of weight: what is definite comes before what is unknown, what never changes before what may.
const standingOf: Record<ValidityReason, Standing> = {
	voided: 'void',
	more_returned_than_issued: 'void',
	box_tampered: 'excluded',
	leftover_used: 'excluded',
	more_used_than_handed_out: 'excluded',
	more_handed_out_than_eligible: 'excluded',
	more_tickets_than_attending: 'excluded',
	printed_not_accounted: 'excluded',
	mode_never_counts: 'excluded',
	mode_without_consent: 'excluded',
	turnout_too_low: 'excluded',
	approval_refused: 'excluded',
	suppressed: 'suppressed',
	not_yet_counted: 'pending',
	mode_consent_requested: 'pending',
	turnout_consent_requested: 'pending',
	approval_waiting: 'pending'
};

/** Whether a result counts for scoring and eligibility. */
export function judgeResult(facts: ResultFacts, modes: ModeRule): Validity {
	const found = new Set([...flawsOf(facts), ...modeFlaws(facts, modes), ...turnoutFlaws(facts)]);
	const weights = Object.keys(standingOf) as ValidityReason[];
	const reasons = weights.filter((reason) => found.has(reason));
	const [first] = reasons;
	const standing = first === undefined ? 'counts' : standingOf[first];
	return { counts: standing === 'counts', standing, reasons };
}

function flawsOf(facts: ResultFacts): ValidityReason[] {
	const flaws: ValidityReason[] = [...facts.flags];
	if (facts.voided) flaws.push('voided');
	if (facts.more_returned_than_issued) flaws.push('more_returned_than_issued');
	if (!facts.counted) flaws.push('not_yet_counted');
	if (facts.counted && facts.suppressed) flaws.push('suppressed');
	if (facts.approval === 'refused') flaws.push('approval_refused');
	if (facts.approval === 'waiting') flaws.push('approval_waiting');
	return flaws;
}

function modeFlaws(facts: ResultFacts, modes: ModeRule): ValidityReason[] {
	// Whatever stands in a stored rule.
	if (facts.mode === 'poster') return ['mode_never_counts'];
	const used = [modes[facts.mode], ...(facts.with_paper ? [modes.paper] : [])];
	if (used.every((verdict) => verdict === 'counts')) return [];
	if (used.includes('never')) return ['mode_never_counts'];
	if (facts.mode_consent === 'given') return [];
	if (facts.mode_consent === 'requested') return ['mode_consent_requested'];
	// Nobody has to ask before the box is opened; a refusal is final at once.
	return facts.counted || facts.mode_consent === 'refused' ? ['mode_without_consent'] : [];
}

function turnoutFlaws(facts: ResultFacts): ValidityReason[] {
	// Turnout is final only after counting: an open survey may still reach it.
	if (!facts.counted || facts.turnout_reached || facts.turnout_consent === 'given') return [];
	return facts.turnout_consent === 'requested'
		? ['turnout_consent_requested']
		: ['turnout_too_low'];
}
