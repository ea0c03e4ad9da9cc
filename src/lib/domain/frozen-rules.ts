import type { RateRule } from './rate.ts';
import type { ModeRule } from './result-validity.ts';
import type { SuppressionRule } from './suppression.ts';

/** The rules in force for one survey: taken from rubrics/rules.yaml at opening and never changed afterwards. */
export interface FrozenRules {
	/** The rate that counts for scoring and eligibility. */
	rate: RateRule;
	/** Shown on the second line, whatever the rule. */
	strict: RateRule;
	suppression: SuppressionRule;
	modes: ModeRule;
}
