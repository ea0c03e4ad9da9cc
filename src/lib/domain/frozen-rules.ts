import type { RateRule } from './rate.ts';
import type { ModeRule } from './result-validity.ts';
import { findRateRule, type Rules, type Scoring } from './rules.ts';
import type { SuppressionRule } from './suppression.ts';

/** A rate rule with the name that is printed beside every rate. */
export interface NamedRateRule extends RateRule {
	name: string;
	source: string;
}

/** The rules in force for one survey: taken from rubrics/rules.yaml at opening and never changed afterwards. */
export interface FrozenRules {
	/** Version of the rules file they were taken from. */
	version: number;
	/** The rate that counts for scoring and eligibility. */
	rate: NamedRateRule;
	/** Shown on the second line, whatever the rule. */
	strict: NamedRateRule;
	suppression: SuppressionRule;
	modes: ModeRule;
	/** Absent in surveys that opened before it was stated. */
	destruction?: FrozenWindow;
}

/** The dispute window (争议期), in days. */
export interface FrozenWindow {
	windowDays: number;
	/** What one extension adds. */
	extensionDays: number;
}

export function freezeWindow({ destruction }: Pick<Rules, 'destruction'>): FrozenWindow {
	return { windowDays: destruction.window_days, extensionDays: destruction.extension_days };
}

const modeVerdicts = { counts: 'counts', supervisor_consent: 'consent', never: 'never' } as const;

/**
 * Takes from the rules file what a survey that opens now will be counted and judged by. `smallestGroup`: the k that the
 * survey states; null where it states none.
 */
export function freezeRules(rules: Rules, smallestGroup: number | null = null): FrozenRules {
	const { k: usual, floor, collapse_below, unanimity } = rules.suppression;
	const { satisfied, basically_satisfied, dissatisfied, unsure } = unanimity;
	const mode = ({ scoring }: { scoring: Scoring }) => modeVerdicts[scoring];
	const { slip, meeting, paper } = rules.modes;
	return {
		version: rules.version,
		rate: namedRule(rules, rules.rate.default),
		strict: namedRule(rules, rules.rate.second),
		suppression: {
			k: Math.max(smallestGroup ?? usual, floor),
			floor,
			collapseBelow: collapse_below,
			unanimity: { satisfied, basically_satisfied, dissatisfied, unsure }
		},
		modes: { slip: mode(slip), meeting: mode(meeting), poster: 'never', paper: mode(paper) },
		destruction: freezeWindow(rules)
	};
}

function namedRule(rules: Rules, id: string): NamedRateRule {
	const rule = findRateRule(rules, id);
	// The loader of the rules file has checked that the two named rules exist.
	if (!rule) throw new Error(`rate rule ${id} is not defined`);
	const { version, name, counts, denominator, unsure_valid, blank_valid, source } = rule;
	const valid = { unsure: unsure_valid, blank: blank_valid };
	return { id, version, name, source, counted: counts, denominator, valid };
}
