import type { EligibilityRule } from './eligibility.ts';
import type { Fraction } from './fraction.ts';
import type { Rules } from './rules.ts';
import type { TitleRequirement } from './title.ts';

/**
 * Article 12 as written in rubrics/rules.yaml, in the form in which it is judged.
 * Throws where the file asks for something this platform does not judge.
 */
export function eligibilityRuleOf({ eligibility }: Pick<Rules, 'eligibility'>): EligibilityRule {
	const { years, consecutive, rates, titles } = eligibility;
	if (!consecutive) throw new Error('eligibility: only consecutive years are supported');
	if (rates.length !== 2 || titles.length !== 2)
		throw new Error('eligibility: needs one rate each for home and chair, and a title each');
	const threshold = (subject: 'home' | 'chair'): Fraction =>
		found(rates.find((rate) => rate.subject === subject)).threshold;
	const title = (holder: 'union' | 'chair'): TitleRequirement =>
		found(titles.find((required) => required.holder === holder));
	return {
		years,
		thresholds: { home: threshold('home'), chair: threshold('chair') },
		titles: { union: title('union'), chair: title('chair') }
	};
}

function found<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('eligibility: a rate or a title is missing');
	return value;
}
