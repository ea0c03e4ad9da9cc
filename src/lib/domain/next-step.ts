import type { Assessment, EligibilityReason, EligibilityRule, YearReason } from './eligibility.ts';
import { formatThreshold } from './percent.ts';
import { titleNames, titleRankNames } from './rules.ts';
import { subjectNames } from './words.ts';

/** What would change the verdict, or follows from it. */
export type NextStep =
	| { code: 'recommend' }
	| { code: 'more_years'; years: number; from: number }
	| { code: 'too_small'; years: number[] }
	| { code: 'resolve'; reason: EligibilityReason }
	| { code: 'win_title'; reason: EligibilityReason };

/** Steps in the order in which they matter; what is lost for good is not asked for again. */
export function nextSteps(assessment: Assessment, rule: EligibilityRule): NextStep[] {
	if (assessment.verdict === 'eligible') return [{ code: 'recommend' }];
	const { reasons, runs, strip } = assessment;
	const steps: NextStep[] = [];
	const short = rule.years - runs.both.possible;
	const last = strip.at(-1)?.year ?? 0;
	if (short > 0) steps.push({ code: 'more_years', years: short, from: last + 1 });
	const start = last - runs.both.possible + 1;
	// An open year before the last break no longer matters.
	const current = reasons.filter((reason) => !('subject' in reason) || reason.year >= start);
	const small = current.flatMap((reason) => (reason.code === 'suppressed' ? [reason.year] : []));
	if (small.length > 0) steps.push({ code: 'too_small', years: [...new Set(small)] });
	for (const reason of current) {
		if (reason.code === 'suppressed') continue;
		if (reason.effect === 'unknown') steps.push({ code: 'resolve', reason });
		if (reason.code === 'title_absent' || reason.code === 'title_revoked')
			steps.push({ code: 'win_title', reason });
	}
	return steps;
}

/** A step as a sentence. */
export function nextStepMessage(step: NextStep, rule: EligibilityRule): string {
	if (step.code === 'recommend') return '条件已具备，可由上级工会推荐申报。';
	if (step.code === 'more_years') return moreYears(step, rule);
	if (step.code === 'too_small')
		return `${step.years.join('、')}年票数过少，不公布，无法判定；今后可与相近单位联合开展评议。`;
	return step.code === 'win_title' ? winTitle(step.reason) : resolve(step.reason);
}

function moreYears({ years, from }: { years: number; from: number }, rule: EligibilityRule) {
	const { home, chair } = rule.thresholds;
	const rates =
		formatThreshold(home) === formatThreshold(chair)
			? `两项满意率都达到${formatThreshold(home)}`
			: `会员评家满意率达到${formatThreshold(home)}、评议主席满意率达到${formatThreshold(chair)}`;
	const span = years === 1 ? `${from}年` : `${from}年至${from + years - 1}年连续${years}年`;
	return `${span}${rates}，年限即可满足。`;
}

function winTitle(reason: EligibilityReason): string {
	if (!('title' in reason)) return '';
	const { title, minimum_rank } = reason.title;
	return `须先获得${titleRankNames[minimum_rank]}以上${titleNames[title]}称号；如已获得，请上级工会在荣誉登记中补录。`;
}

function resolve(reason: EligibilityReason): string {
	if (reason.code === 'chair_unknown') return '请登记现任工会主席及任期。';
	if ('title' in reason) return '请上级工会在荣誉登记中录入称号，或确认没有应录而未录的称号。';
	return 'subject' in reason ? resolveYear(reason) : '';
}

function resolveYear({ code, year, subject, because }: YearReason): string {
	const what = `${year}年${subjectNames[subject]}`;
	if (code === 'unknown_person') return `请在${what}的记录中补登被评议的主席。`;
	if (because.includes('approval_waiting')) return `${what}：请上级工会审核该数据。`;
	if (because.includes('not_yet_counted')) return `${what}：截止计票后自动判定。`;
	if (because.length > 0) return `${what}：请上级工会答复是否同意计入。`;
	return `${what}：请在当年内开展评议。`;
}
