import { z } from 'zod';
import { checkDates, type DatesProblem, type RoundDates } from '$lib/domain/round-dates';
import { rubricLevels, type RubricLevel } from '$lib/domain/rubric';
import { line, parseForm, type InvalidForm } from '../form';

const day = z.iso.date('请选择日期。');
const optionalDay = z.union([z.literal(''), day]).default('');

const dateFields = {
	...{ selfFrom: day, selfTo: day, reviewFrom: day, reviewTo: day },
	...{ finalFrom: optionalDay, finalTo: optionalDay }
};

const newRound = (year: number) =>
	z.object({
		...dateFields,
		year: z.coerce
			.number('请填写年度。')
			.int()
			.min(year - 1, `请填写 ${year - 1} 至 ${year + 1} 之间的年度。`)
			.max(year + 1, `请填写 ${year - 1} 至 ${year + 1} 之间的年度。`),
		level: z.enum(rubricLevels, '请选择考核哪一级工会。')
	});
const changed = z.object({ ...dateFields, reason: line('理由', 500) });

/** Where a problem of the dates is shown, and how it is told. */
const problems: Record<DatesProblem, [field: string, text: string]> = {
	self_backwards: ['selfTo', '结束不能早于开始。'],
	review_backwards: ['reviewTo', '结束不能早于开始。'],
	review_before_self: ['reviewFrom', '考评不能早于自查开始。'],
	review_ends_first: ['reviewTo', '考评不能在自查结束以前结束。'],
	final_backwards: ['finalTo', '结束不能早于开始。'],
	final_before_review: ['finalFrom', '复评不能早于考评开始。']
};

type Read<T> = { data: T; invalid: null } | { data: null; invalid: InvalidForm };

/** A new round as typed; `thisYear` bounds its year. */
export function parseNewRound(
	form: FormData,
	thisYear: number
): Read<{ year: number; level: RubricLevel; dates: RoundDates }> {
	const { typed, data, invalid } = parseForm(newRound(thisYear), form);
	if (invalid) return { data: null, invalid };
	const { year, level, ...days } = data;
	return withDates(days, typed, (dates) => ({ year, level, dates }));
}

export function parseRoundDates(form: FormData): Read<{ dates: RoundDates; reason: string }> {
	const { typed, data, invalid } = parseForm(changed, form);
	if (invalid) return { data: null, invalid };
	const { reason, ...days } = data;
	return withDates(days, typed, (dates) => ({ dates, reason }));
}

type TypedDays = Record<
	'selfFrom' | 'selfTo' | 'reviewFrom' | 'reviewTo' | 'finalFrom' | 'finalTo',
	string
>;

function withDates<T>(
	days: TypedDays,
	values: Record<string, string>,
	give: (dates: RoundDates) => T
): Read<T> {
	const { finalFrom, finalTo } = days;
	if ((finalFrom === '') !== (finalTo === ''))
		return refuse(
			values,
			finalFrom === '' ? 'finalFrom' : 'finalTo',
			'复评的两个日期要都填或都不填。'
		);
	const dates: RoundDates = {
		self: { from: days.selfFrom, to: days.selfTo },
		review: { from: days.reviewFrom, to: days.reviewTo },
		final: finalFrom === '' ? null : { from: finalFrom, to: finalTo }
	};
	const problem = checkDates(dates);
	return problem ? refuse(values, ...problems[problem]) : { data: give(dates), invalid: null };
}

function refuse(values: Record<string, string>, field: string, text: string) {
	const message = '有内容需要修改，请看标出的各项。';
	return { data: null, invalid: { message, values, errors: { [field]: text } } };
}
