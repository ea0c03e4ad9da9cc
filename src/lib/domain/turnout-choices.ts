import { compare, equals, type Fraction } from './fraction.ts';
import { formatThreshold } from './percent.ts';

export interface TurnoutChoice {
	/** "2/3", as a form sends it. */
	value: string;
	minimum: Fraction;
	/** "2/3", "50%" */
	label: string;
	/** Below the rule: the supervisor has to agree before the survey opens. */
	lower: boolean;
}

const usual: readonly Fraction[] = [
	{ num: 9, den: 10 },
	{ num: 4, den: 5 },
	{ num: 2, den: 3 },
	{ num: 1, den: 2 },
	{ num: 3, den: 10 }
];

/** The minimum turnouts a union can choose from, highest first; the rule's own is always among them. */
export function turnoutChoices(rule: Fraction): TurnoutChoice[] {
	const all = usual.some((one) => equals(one, rule)) ? [...usual] : [...usual, rule];
	return all
		.sort((a, b) => compare(b, a))
		.map((minimum) => ({
			value: turnoutValue(minimum),
			minimum,
			label: formatThreshold(minimum),
			lower: compare(minimum, rule) < 0
		}));
}

export function turnoutValue({ num, den }: Fraction): string {
	return `${num}/${den}`;
}
