import type { SealedCounts } from '$lib/domain/counts';
import type { Fraction } from '$lib/domain/fraction';
import type { RateMark } from '$lib/domain/rate-marks';
import type { RateRule } from '$lib/domain/rate';
import type { ReconciliationEntry } from '$lib/domain/reconciliation';
import type { Validity } from '$lib/domain/result-validity';
import { smallestGroup } from '$lib/domain/suppression';
import type { Mode, Subject } from '$lib/domain/words';
import type { ResultTable } from '../database/schema/result';
import type { ResultView } from '../results/result-view';
import type { SubjectFigures } from '../results/survey-report';

/** A rate as it is published: never without what it was computed by and how many took part. */
export interface PublicRate {
	subject: Subject;
	mode: Mode;
	source: ResultTable['source'];
	/** Null where it is suppressed. */
	rate: Fraction | null;
	strict: Fraction | null;
	rule: RateRule & { name: string };
	turnout: Fraction | null;
	minTurnout: Fraction;
	validity: Validity;
	suppressed: boolean;
	/** What rates are read against, so that a missed one is never printed as reached. */
	thresholds: Fraction[];
}

/** What members see of one subject: the sealed figures, and nothing that anybody wrote. */
export interface PublicSubject extends PublicRate {
	/** The chair who was rated. */
	personName: string | null;
	strictName: string;
	turnoutReached: boolean;
	withPaper: boolean;
	consent: boolean;
	reconciliation: ReconciliationEntry[];
	/** Fewest opinions that are shown. */
	smallest: number;
	questions: { id: string; text: string; overall: boolean; counts: SealedCounts }[];
}

export function publicRate(result: ResultView, marks: readonly RateMark[]): PublicRate {
	const { subject, mode, source, rate, strict, rule, turnout, minTurnout, validity } = result;
	return {
		...{ subject, mode, source, rate, strict, rule, turnout, minTurnout, validity },
		suppressed: result.sealed.disclosure === 'suppressed',
		thresholds: marks
			.filter(({ subjects }) => subjects.includes(subject))
			.map(({ threshold }) => threshold)
	};
}

export function publicSubject(
	{ result, questions }: SubjectFigures,
	marks: readonly RateMark[]
): PublicSubject {
	const { reconciliation, personName, strictRule, turnoutReached, consent } = result;
	const paper = reconciliation.find(({ key }) => key === 'returned_paper')?.value ?? 0;
	return {
		...publicRate(result, marks),
		...{ personName, strictName: strictRule.name, turnoutReached, consent, reconciliation },
		withPaper: result.mode !== 'paper' && paper > 0,
		smallest: smallestGroup(result.suppression),
		questions
	};
}
