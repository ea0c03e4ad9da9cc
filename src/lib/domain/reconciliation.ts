import type { Counts, Participation, SealedCounts } from './counts.ts';
import { validBallots, type RateRule } from './rate.ts';
import { returned } from './turnout.ts';

export type ReconciliationKey =
	| 'eligible'
	| 'issued'
	| 'returned'
	| 'returned_online'
	| 'returned_paper'
	| 'valid'
	| 'unsure'
	| 'blank'
	| 'invalid';

export interface ReconciliationEntry {
	key: ReconciliationKey;
	label: string;
	/** null: suppressed */
	value: number | null;
	/** Set where the number is already contained in another entry of the line. */
	within: 'returned' | 'valid' | null;
}

/** 应参评 / 发放 / 收回(线上、纸质) / 有效 / 不了解 / 弃权 / 无效, in the order in which it is printed. */
export function reconciliationLine(
	participation: Participation,
	sealed: SealedCounts,
	rule: RateRule
): ReconciliationEntry[] {
	const { eligible, issued, returned_online, returned_paper } = participation;
	return [
		entry('eligible', '应参评', eligible),
		entry('issued', '发放', issued),
		entry('returned', '收回', returned(participation)),
		entry('returned_online', '线上', returned_online, 'returned'),
		entry('returned_paper', '纸质', returned_paper, 'returned'),
		entry('valid', '有效', validBallots(sealed, rule)),
		entry('unsure', '不了解', sealed.unsure, rule.valid.unsure ? 'valid' : null),
		entry('blank', '弃权', sealed.blank, rule.valid.blank ? 'valid' : null),
		entry('invalid', '无效', sealed.invalid)
	];
}

/**
 * Where the numbers contradict each other; `left` and `right` are the two that should fit.
 * Only `more_returned_than_issued` makes the survey void by itself; the others must be cleared before it is published.
 */
export interface ReconciliationProblem {
	code:
		| 'not_a_count'
		| 'more_returned_than_issued'
		| 'more_issued_than_eligible'
		| 'parts_do_not_add_up';
	voids: boolean;
	left: number;
	right: number;
}

/** Checks one question's raw counts (before sealing) against participation; an empty list is a clean account. */
export function reconcile(participation: Participation, counts: Counts): ReconciliationProblem[] {
	const numbers = [...Object.values(participation), ...Object.values(counts)] as number[];
	const wrong = numbers.find((n) => !Number.isSafeInteger(n) || n < 0);
	if (wrong !== undefined) return [problem('not_a_count', wrong, 0)];
	const back = returned(participation);
	const parts = Object.values(counts).reduce((total: number, n: number) => total + n, 0);
	const problems: ReconciliationProblem[] = [];
	if (back > participation.issued) {
		problems.push(problem('more_returned_than_issued', back, participation.issued));
	}
	if (participation.issued > participation.eligible) {
		const { issued, eligible } = participation;
		problems.push(problem('more_issued_than_eligible', issued, eligible));
	}
	if (parts !== back) problems.push(problem('parts_do_not_add_up', parts, back));
	return problems;
}

function entry(
	key: ReconciliationKey,
	label: string,
	value: number | null,
	within: ReconciliationEntry['within'] = null
): ReconciliationEntry {
	return { key, label, value, within };
}

function problem(
	code: ReconciliationProblem['code'],
	left: number,
	right: number
): ReconciliationProblem {
	return { code, voids: code === 'more_returned_than_issued', left, right };
}
