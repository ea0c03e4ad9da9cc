import type { Participation } from '$lib/domain/counts';
import type { Fraction } from '$lib/domain/fraction';
import type { FrozenRules, NamedRateRule } from '$lib/domain/frozen-rules';
import { rateOf, validBallots } from '$lib/domain/rate';
import { reconciliationLine, type ReconciliationEntry } from '$lib/domain/reconciliation';
import { judgeResult, type Validity } from '$lib/domain/result-validity';
import { turnout, turnoutReached, returned } from '$lib/domain/turnout';
import type { ResultTable } from '../database/schema/result';
import { fromJson } from '../database/values';

/** Everything a page, the rubric and eligibility say about one result, computed from its row. */
export interface ResultFigures {
	/** 满意率 by the rule in force; null where it is suppressed or nobody is in the denominator. */
	rate: Fraction | null;
	/** The second line: 满意 only. */
	strict: Fraction | null;
	rule: NamedRateRule;
	strictRule: NamedRateRule;
	/** 参评率; null for a poster, too. */
	turnout: Fraction | null;
	minTurnout: Fraction;
	turnoutReached: boolean;
	/** 有效票; null if suppressed. */
	valid: number | null;
	/** Whether it counts for scoring and eligibility, and if not, why. */
	validity: Validity;
	reconciliation: ReconciliationEntry[];
}

export function participationOf(row: Participation): Participation {
	const { eligible, issued, returned_online, returned_paper } = row;
	return { eligible, issued, returned_online, returned_paper };
}

/** Earlier figures (历史) that nobody approved yet, or that were refused: known to exist, and no figures to anybody. */
export function isUnapproved({ source, status }: Pick<ResultTable, 'source' | 'status'>): boolean {
	return source === 'history' && (status === 'pending' || status === 'refused');
}

/** The figures of a result; of earlier ones that are not approved, none but why they do not count. */
export function figuresOf(row: ResultTable): ResultFigures {
	const figures = enteredFigures(row);
	if (!isUnapproved(row)) return figures;
	const reconciliation = figures.reconciliation.map((entry) => ({ ...entry, value: null }));
	return {
		...figures,
		reconciliation,
		...{ rate: null, strict: null, turnout: null, valid: null }
	};
}

/** The figures as they were entered, approved or not: for those who decide. */
export function enteredFigures(row: ResultTable): ResultFigures {
	const rules = fromJson(row.rules);
	const participation = participationOf(row);
	const minTurnout = { num: row.min_turnout_num, den: row.min_turnout_den };
	return {
		rate: rateOf(row, participation, rules.rate),
		strict: rateOf(row, participation, rules.strict),
		rule: rules.rate,
		strictRule: rules.strict,
		// Of ballots that anybody may cast several times there is no turnout.
		turnout: row.mode === 'poster' ? null : turnout(participation),
		minTurnout,
		turnoutReached: turnoutReached(participation, minTurnout),
		valid: validBallots(row, rules.rate),
		validity: validityOf(row, rules, minTurnout),
		reconciliation: reconciliationLine(participation, row, rules.rate).filter(
			({ key }) => row.mode !== 'poster' || key !== 'issued'
		)
	};
}

function validityOf(row: ResultTable, rules: FrozenRules, minTurnout: Fraction): Validity {
	const participation = participationOf(row);
	const consent = row.consent === 1 ? 'given' : 'none';
	return judgeResult(
		{
			mode: row.mode,
			with_paper: row.returned_paper > 0,
			flags: row.flags ? fromJson(row.flags) : [],
			counted: true,
			voided: row.status === 'void',
			more_returned_than_issued: row.mode !== 'poster' && returned(participation) > row.issued,
			suppressed: row.disclosure === 'suppressed',
			turnout_reached: row.mode === 'poster' || turnoutReached(participation, minTurnout),
			// A survey's consent was to the lower minimum it is measured against, not to falling short of that too.
			turnout_consent: row.source === 'history' ? consent : 'none',
			mode_consent: consent,
			approval: approvalOf(row)
		},
		rules.modes
	);
}

function approvalOf({ source, status }: ResultTable) {
	if (source === 'survey') return 'not_needed';
	if (status === 'pending') return 'waiting';
	return status === 'refused' ? 'refused' : 'approved';
}
