import { isWithin, type Days, type RoundDates } from './round-dates.ts';
import type { ScoreKind } from './score-sheet.ts';

/** The life of an application (申报), in its order. */
export const applicationStates = [
	'applied',
	'self_review',
	'submitted',
	'under_review',
	'decided'
] as const;
export type ApplicationState = (typeof applicationStates)[number];
export const applicationStateNames: Record<ApplicationState, string> = {
	applied: '已申报',
	self_review: '自查中',
	submitted: '已提交',
	under_review: '考评中',
	decided: '已确定'
};

/** As it is stored: an application that was withdrawn (撤回) is none, but its history stays. */
export type StoredState = ApplicationState | 'withdrawn';

/** What changes an application. */
export const applicationActs = [
	'apply',
	'withdraw',
	'begin',
	'submit',
	'start_review',
	'return',
	'decide',
	'reopen',
	'extend'
] as const;
export type ApplicationAct = (typeof applicationActs)[number];
export const applicationActNames: Record<ApplicationAct, string> = {
	apply: '申报',
	withdraw: '撤回申报',
	begin: '开始自查',
	submit: '提交自查',
	start_review: '开始考评',
	return: '退回自查',
	decide: '确定考评结果',
	reopen: '复评',
	extend: '延长自查'
};

/** Where an application stands. */
export interface ApplicationLife {
	state: ApplicationState;
	/** Last day of self review where it was extended for this union; counts only if it is later than the round's. */
	selfUntil: string | null;
	/** Decided once and taken up again. */
	reopened: boolean;
}

/** Why an act is not possible now. */
export type LifeProblem =
	'wrong_step' | 'before_self' | 'after_self' | 'before_review' | 'after_review' | 'outside_final';

interface Step {
	/** Null: there is no application yet. */
	from: readonly (ApplicationState | null)[];
	/** Null: the state stays. */
	to: StoredState | null;
	reason: boolean;
}

const steps: Record<ApplicationAct, Step> = {
	apply: { from: [null], to: 'applied', reason: false },
	withdraw: { from: ['applied', 'self_review'], to: 'withdrawn', reason: false },
	begin: { from: ['applied'], to: 'self_review', reason: false },
	submit: { from: ['self_review'], to: 'submitted', reason: false },
	start_review: { from: ['submitted'], to: 'under_review', reason: false },
	return: { from: ['submitted', 'under_review'], to: 'self_review', reason: true },
	decide: { from: ['under_review'], to: 'decided', reason: false },
	reopen: { from: ['decided'], to: 'under_review', reason: true },
	extend: { from: ['applied', 'self_review'], to: null, reason: true }
};

export function needsReason(act: ApplicationAct): boolean {
	return steps[act].reason;
}

/** Why `act` is not possible on `today` (a day in China); null if it is. `life` is null before the union applies. */
export function findProblem(
	life: ApplicationLife | null,
	act: ApplicationAct,
	dates: RoundDates,
	today: string
): LifeProblem | null {
	if (!steps[act].from.includes(life?.state ?? null)) return 'wrong_step';
	if (act === 'apply') return today > dates.self.to ? 'after_self' : null;
	if (act === 'begin' || act === 'submit') return outsideSelf(selfDays(life, dates), today);
	if (act === 'start_review') return outsideReview(life, dates, today);
	// What was reviewed in time may be decided afterwards; the scores are closed by then.
	if (act === 'decide') return today < dates.review.from ? 'before_review' : null;
	if (act === 'reopen') return dates.final && isWithin(dates.final, today) ? null : 'outside_final';
	return null;
}

/**
 * Where the application stands after an act that `findProblem` let through; null: there is none any more. Whether it was
 * handed in before, so that it may not be withdrawn, its history tells.
 */
export function afterAct(
	life: ApplicationLife | null,
	act: ApplicationAct,
	selfUntil: string | null = null
): ApplicationLife | null {
	const before = life ?? { state: 'applied', selfUntil: null, reopened: false };
	const { to } = steps[act];
	if (to === 'withdrawn') return null;
	return {
		state: to ?? before.state,
		selfUntil: selfUntil ?? before.selfUntil,
		reopened: before.reopened || act === 'reopen'
	};
}

/** The days of self review that hold for this union: an extension lengthens them, never shortens. */
export function selfDays(life: Pick<ApplicationLife, 'selfUntil'> | null, dates: RoundDates): Days {
	const { from, to } = dates.self;
	const until = life?.selfUntil ?? to;
	return { from, to: until > to ? until : to };
}

/** Which scores of the sheet may be written on `today`; null: none. */
export function writableScores(
	life: ApplicationLife,
	dates: RoundDates,
	today: string
): ScoreKind | null {
	if (life.state === 'self_review') return isWithin(selfDays(life, dates), today) ? 'self' : null;
	if (life.state !== 'under_review') return null;
	return outsideReview(life, dates, today) === null ? 'review' : null;
}

function outsideSelf({ from, to }: Days, today: string): LifeProblem | null {
	if (today < from) return 'before_self';
	return today > to ? 'after_self' : null;
}

function outsideReview(
	life: ApplicationLife | null,
	{ review, final }: RoundDates,
	today: string
): LifeProblem | null {
	if (today < review.from) return 'before_review';
	if (isWithin(review, today)) return null;
	return life?.reopened && final && isWithin(final, today) ? null : 'after_review';
}
