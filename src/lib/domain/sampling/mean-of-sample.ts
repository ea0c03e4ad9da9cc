import type { BigFraction, Fraction, Ratio } from '../fraction.ts';
import { meanRate, pooledRate } from '../rate.ts';
import type { Standing, ValidityReason } from '../result-validity.ts';
import type { MissingReason, MissingTreatment, Rules, SamplingRule } from '../rules.ts';

/** The rule for units without a rate, as it was when the draw was prepared, and the k above which a unit chose its own. */
export interface FrozenSampling extends SamplingRule {
	k: number;
}

export function freezeSampling({ sampling, suppression }: Rules): FrozenSampling {
	return { ...sampling, k: suppression.k };
}

/** A drawn unit and its result of the year. */
export interface UnitResult {
	unionId: string;
	code: string;
	name: string;
	kind: string;
	/** Null for history and where there is no result. */
	surveyId: string | null;
	/** Of earlier figures (历史/纸质) only. */
	historyId?: string;
	rate: Ratio | null;
	standing: Standing | 'missing';
	reasons: readonly ValidityReason[];
	/** The k that its result was sealed by; null without a result. */
	k: number | null;
	/** Its result is hidden by how ballots were handed out: a handful online beside paper. */
	handful?: boolean;
}

export interface SampledUnit extends UnitResult {
	/** `counted`: with its own rate. */
	treatment: 'counted' | MissingTreatment;
}

export interface SampleMean {
	/** Every unit weighs the same, those at 0 included; null while it is open, or where no unit is left. */
	mean: BigFraction | null;
	/** All ballots of the units with a rate in one pot; shown beside it and never decisive. */
	pooled: BigFraction | null;
	counts: Record<SampledUnit['treatment'], number>;
}

export function treatUnit(unit: UnitResult, rule: FrozenSampling): SampledUnit {
	const reason = missingReason(unit, rule);
	return { ...unit, treatment: reason === null ? 'counted' : rule.missing[reason] };
}

/** Why a unit has no rate that may be used; null if it has one. */
function missingReason(unit: UnitResult, rule: FrozenSampling): MissingReason | null {
	const { standing, rate, k, handful = false } = unit;
	// A result can count and yet keep the number the rule needs to itself.
	const hidden = standing === 'suppressed' || (standing === 'counts' && rate === null);
	// By its own choice, and not by its size.
	const chosen = handful || (k !== null && k > rule.k);
	if (hidden) return chosen ? 'raised_k' : 'suppressed';
	return standing === 'counts' ? null : standing;
}

const none: Fraction = { num: 0, den: 1 };

/** 平均满意率 of a sample (annex 2, item 3), exactly. */
export function meanOfSample(units: readonly SampledUnit[]): SampleMean {
	const of = (treatment: SampledUnit['treatment']) =>
		units.filter((unit) => unit.treatment === treatment);
	const rates = of('counted').flatMap(({ rate }) => (rate === null ? [] : [rate]));
	const counts = {
		...{ counted: rates.length, zero: of('zero').length, exclude: of('exclude').length },
		undetermined: of('undetermined').length
	};
	const open = counts.undetermined > 0;
	const mean = open ? null : meanRate([...rates, ...of('zero').map(() => none)]);
	return { mean, pooled: pooledRate(rates), counts };
}

/** How a unit stands in the mean, in words. */
export const treatmentNames: Record<SampledUnit['treatment'], string> = {
	counted: '按实测计入',
	zero: '按 0 计入',
	exclude: '不计入平均',
	undetermined: '结果未定'
};
