import type { Fraction, Ratio } from './fraction.ts';
import type { ValidityReason } from './result-validity.ts';
import { titleStatus, type HeldTitle, type TitleRequirement, type TitleStatus } from './title.ts';
import { cellOf, type Cell, type CellState, type Effect, type YearResult } from './year-cell.ts';

/**
 * 十佳模范职工之家 and 十佳工会工作者 (article 12): a provincial-or-higher title, and for at least three consecutive
 * years 会员评家 >= 95 % and 会员评议工会主席 >= 95 %.
 *
 * Both verdicts need both rates in every year of the window, the `years` years that end with `last_year`. For the union
 * the chair rate counts whoever was chair; for the chair it must be the same person's: a new chair starts a new run.
 *
 * | a needed year is                                        | run    | verdict                |
 * |---------------------------------------------------------|--------|------------------------|
 * | reached                                                 | goes on|                        |
 * | below, missing, void, not_counted, other_person         | broken | ineligible             |
 * | suppressed, pending, unknown_person                     | open   | undetermined, unless   |
 * | (pending: open, uncounted, waiting for approval, or     |        | something else already |
 * | not held yet in a year that is not over)                |        | makes it ineligible    |
 *
 * | title is        | verdict                                   |
 * |-----------------|-------------------------------------------|
 * | held            |                                           |
 * | absent, revoked | ineligible                                |
 * | unknown         | undetermined, unless already ineligible   |
 *
 * The article speaks of grassroots unions; callers ask for those only.
 */
export interface EligibilityRule {
	/** Consecutive years needed, at least 1. */
	years: number;
	thresholds: { home: Fraction; chair: Fraction };
	titles: { union: TitleRequirement; chair: TitleRequirement };
}

export interface YearFacts {
	year: number;
	home: YearResult | null;
	chair: YearResult | null;
}

export interface EligibilityInput {
	/** Titles must be held in this year. */
	application_year: number;
	/** The run must end with this year. */
	last_year: number;
	/** A result missing in this year or later may still come; in an earlier one it is missing for good. */
	current_year: number;
	/** At most one entry a year, in any order; a year without entry is missing. */
	years: readonly YearFacts[];
	/** Titles of the union; null: not known. */
	union_titles: readonly HeldTitle[] | null;
	/** Titles of the present chair; null: not known. */
	chair_titles: readonly HeldTitle[] | null;
	/** The present chair; null: vacant or not known. */
	chair_person: string | null;
}

/** 符合 / 不符合 / 无法判定 */
export type Verdict = 'eligible' | 'ineligible' | 'undetermined';

export interface StripYear {
	year: number;
	in_window: boolean;
	home: Cell;
	chair: Cell;
}

/** Consecutive years ending with the last one: certainly reached, and reached if everything open turns out well. */
export interface Run {
	confirmed: number;
	possible: number;
}

export interface YearReason {
	code: Exclude<CellState, 'reached'>;
	effect: Effect;
	subject: 'home' | 'chair';
	year: number;
	rate: Ratio | null;
	threshold: Fraction;
	because: readonly ValidityReason[];
}

export type EligibilityReason =
	| YearReason
	| { code: `title_${TitleStatus}`; effect: Effect; title: TitleRequirement; year: number }
	| { code: 'chair_unknown'; effect: 'unknown' }
	| { code: 'run_reached'; effect: 'holds'; years: number; last_year: number };

export interface Assessment {
	verdict: Verdict;
	/** From the first year with a fact (at least the window) to the last year, ascending. */
	strip: StripYear[];
	runs: { home: Run; chair: Run; both: Run };
	/** Everything that speaks for or against, years of the window only. */
	reasons: EligibilityReason[];
	/** Those of the reasons that leave the verdict open: what has to become known. */
	missing: EligibilityReason[];
	/** Further consecutive years needed after `last_year`, as far as confirmed. */
	years_short: number;
}

export function assessEligibility(
	input: EligibilityInput,
	rule: EligibilityRule
): { union: Assessment; chair: Assessment } {
	const { union_titles, chair_titles, chair_person: person } = input;
	const unionTitle = titleReason(union_titles, rule.titles.union, input);
	// Without a known chair there is nobody whose titles could be absent.
	const chairTitle = titleReason(chair_titles, rule.titles.chair, input);
	return {
		union: assess(stripOf(input, rule, null), rule, [unionTitle]),
		chair: assess(stripOf(input, rule, { person }), rule, [
			person === null ? { code: 'chair_unknown', effect: 'unknown' } : chairTitle
		])
	};
}

function assess(
	strip: StripYear[],
	rule: EligibilityRule,
	others: EligibilityReason[]
): Assessment {
	const runs = {
		home: runAtEnd(strip.map((year) => year.home.effect)),
		chair: runAtEnd(strip.map((year) => year.chair.effect)),
		both: runAtEnd(strip.map((year) => worst([year.home.effect, year.chair.effect])))
	};
	const reasons = [...runReasons(strip, runs.both, rule), ...others];
	return {
		verdict: verdictOf(reasons.map((reason) => reason.effect)),
		strip,
		runs,
		reasons,
		missing: reasons.filter((reason) => reason.effect === 'unknown'),
		years_short: Math.max(0, rule.years - runs.both.confirmed)
	};
}

function verdictOf(effects: readonly Effect[]): Verdict {
	const effect = worst(effects);
	if (effect === 'holds') return 'eligible';
	return effect === 'breaks' ? 'ineligible' : 'undetermined';
}

function worst(effects: readonly Effect[]): Effect {
	if (effects.includes('breaks')) return 'breaks';
	return effects.includes('unknown') ? 'unknown' : 'holds';
}

/** Lengths of the run at the end of a list of consecutive years. */
export function runAtEnd(effects: readonly Effect[]): Run {
	const lengthBefore = (stops: (effect: Effect) => boolean) =>
		effects.length - 1 - effects.findLastIndex(stops);
	return {
		confirmed: lengthBefore((effect) => effect !== 'holds'),
		possible: lengthBefore((effect) => effect === 'breaks')
	};
}

function stripOf(
	input: EligibilityInput,
	rule: EligibilityRule,
	tie: { person: string | null } | null
): StripYear[] {
	const facts = new Map(input.years.map((year) => [year.year, year]));
	const windowStart = input.last_year - rule.years + 1;
	const first = Math.min(windowStart, ...facts.keys());
	return Array.from({ length: input.last_year - first + 1 }, (_, index) => {
		const year = first + index;
		const may_still_come = year >= input.current_year;
		const home = cellOf(facts.get(year)?.home ?? null, {
			threshold: rule.thresholds.home,
			may_still_come,
			tie: null
		});
		const chair = cellOf(facts.get(year)?.chair ?? null, {
			threshold: rule.thresholds.chair,
			may_still_come,
			tie
		});
		return { year, in_window: year >= windowStart, home, chair };
	});
}

function runReasons(strip: StripYear[], both: Run, rule: EligibilityRule): EligibilityReason[] {
	const last_year = strip.at(-1)?.year ?? 0;
	if (both.confirmed >= rule.years) {
		return [{ code: 'run_reached', effect: 'holds', years: both.confirmed, last_year }];
	}
	const needed = strip.filter((year) => year.in_window);
	return needed.flatMap(({ year, home, chair }) => [
		...yearReason('home', year, home, rule.thresholds.home),
		...yearReason('chair', year, chair, rule.thresholds.chair)
	]);
}

function yearReason(
	subject: 'home' | 'chair',
	year: number,
	cell: Cell,
	threshold: Fraction
): YearReason[] {
	if (cell.state === 'reached') return [];
	const { state: code, effect, rate, reasons: because } = cell;
	return [{ code, effect, subject, year, rate, threshold, because }];
}

function titleReason(
	titles: readonly HeldTitle[] | null,
	title: TitleRequirement,
	{ application_year: year }: EligibilityInput
): EligibilityReason {
	const status = titleStatus(titles, title, year);
	const effects = {
		held: 'holds',
		revoked: 'breaks',
		absent: 'breaks',
		unknown: 'unknown'
	} as const;
	return { code: `title_${status}`, effect: effects[status], title, year };
}
