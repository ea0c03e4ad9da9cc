import {
	selfDays,
	writableScores,
	type ApplicationLife,
	type ApplicationState
} from './application-life.ts';
import type { RoundDates } from './round-dates.ts';
import type { ScoreKind } from './score-sheet.ts';

/** Why somebody who looks at a score sheet cannot write on it now. */
export type SheetLock =
	| 'no_round'
	| 'topmost'
	| 'not_applied'
	| 'not_begun'
	| 'before_self'
	| 'after_self'
	| 'not_submitted'
	| 'not_started'
	| 'before_review'
	| 'after_review'
	| 'submitted'
	| 'under_review'
	| 'decided'
	| 'reads_only';

/** What the sheet tells them, and what to do next. */
export const sheetLockTexts: Record<SheetLock, string> = {
	no_round: '上级工会还没有开设这一年度的考核批次，考核表只能查看。',
	topmost: '本单位是本平台最上一级工会，没有上级工会来开设考核批次，考核表只能查看。',
	not_applied: '还没有申报。申报以后才能填自查分。',
	not_begun: '已申报，还没有开始自查。开始自查以后才能填分。',
	before_self: '还没有到自查时间，考核表暂时只能查看。',
	after_self: '自查时间已过，不能再填。确需补填，请上级工会延长自查时间。',
	not_submitted: '该工会还没有提交自查，暂时不能考评。',
	not_started: '自查已提交，还没有开始考评。开始考评以后才能打分。',
	before_review: '还没有到考评时间，暂时不能打分。',
	after_review: '考评时间已过，不能再打分。确需继续，请上级工会调整批次的考评时间。',
	submitted: '自查已提交，等待考评，不能再改。',
	under_review: '正在考评，自查分不能再改。',
	decided: '考评结果已确定，不能再改。',
	reads_only: '您可以查看这张考核表，不能填分。'
};

/** Why `kind` cannot be written on `today`; null if it can. */
export function findLock(
	kind: ScoreKind,
	life: ApplicationLife,
	dates: RoundDates,
	today: string
): SheetLock | null {
	if (writableScores(life, dates, today) === kind) return null;
	return kind === 'self' ? selfLock(life, dates, today) : reviewLock(life.state, dates, today);
}

function selfLock(life: ApplicationLife, dates: RoundDates, today: string): SheetLock {
	if (life.state !== 'applied' && life.state !== 'self_review') return life.state;
	const { from, to } = selfDays(life, dates);
	if (today < from) return 'before_self';
	return today > to ? 'after_self' : 'not_begun';
}

function reviewLock(state: ApplicationState, dates: RoundDates, today: string): SheetLock {
	if (state === 'decided') return 'decided';
	if (state === 'applied' || state === 'self_review') return 'not_submitted';
	if (today < dates.review.from) return 'before_review';
	return state === 'submitted' && today <= dates.review.to ? 'not_started' : 'after_review';
}
