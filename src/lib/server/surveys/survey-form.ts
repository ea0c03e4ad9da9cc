import { z } from 'zod';
import { shanghaiToInstant, shanghaiYear } from '$lib/domain/clock-time';
import { custodies, type Rules } from '$lib/domain/rules';
import { surveyTitle } from '$lib/domain/survey-title';
import { draftModes, memberElectorates, type Subject } from '$lib/domain/words';
import type { Clock } from '../clock';
import { toInstant, type Instant } from '../database/values';
import type { SurveyDraft } from './draft-survey';

/** What was typed, as it goes back into the fields. */
export interface SurveyFormValues {
	title: string;
	year: string;
	subjects: string[];
	electorate: string;
	eligible: string;
	/** "2/3" */
	minTurnout: string;
	/** k; '' leaves it to the rules. */
	smallestGroup: string;
	/** `now`: as soon as somebody opens it; `later`: at `opensAt`. */
	opens: string;
	/** datetime-local in Asia/Shanghai */
	opensAt: string;
	closesAt: string;
	/** How ballots come in. */
	mode: string;
	/** Who keeps the key of the box. */
	custody: string;
	/** `1`: paper ballots too. */
	paper: string;
}

export type SurveyFormErrors = Partial<Record<keyof SurveyFormValues, string>>;

/** 应参评 beyond this is a typing error: no union of one survey is larger. */
const mostEligible = 200_000;
const longestTitle = 60;
const notBegun = '这一年开始以后才能开启它的问卷：请改年度，或把开启时间定在那一年';
const withoutPaper: Record<string, string> = {
	meeting: '现场码按到会人数发票，不能另发纸质票。请去掉这一项，或改用一次性码。',
	poster: '公开码没有发票数可以核对，不能另发纸质票。请去掉这一项，或改用一次性码。'
};

export function readSurveyForm(data: FormData): SurveyFormValues {
	const text = (name: string) => String(data.get(name) ?? '').trim();
	return {
		...{ title: text('title'), year: text('year'), subjects: data.getAll('subjects').map(String) },
		...{ electorate: text('electorate'), eligible: text('eligible') },
		...{ minTurnout: text('minTurnout'), opens: text('opens') },
		...{ opensAt: text('opensAt'), closesAt: text('closesAt') },
		mode: text('mode') || 'slip',
		custody: text('custody') || 'server',
		smallestGroup: text('smallestGroup'),
		paper: text('paper')
	};
}

/** A draft for the union, or what is wrong with each field. */
export function parseSurveyForm(
	values: SurveyFormValues,
	unionId: string,
	clock: Clock,
	groups: GroupBounds | null = null
): { draft: SurveyDraft } | { errors: SurveyFormErrors } {
	const now = toInstant(clock.now());
	const fields = fieldsSchema(now, groups).safeParse(values);
	const dates = parseDates(values, now);
	const unpapered = values.paper === '1' && withoutPaper[values.mode];
	const paper = unpapered ? { paper: unpapered } : null;
	const early = opensBefore(fields.data?.year, dates) ? { year: notBegun } : null;
	if (fields.success && !paper && !early && 'opensAt' in dates) {
		const title = fields.data.title || surveyTitle(fields.data.year, fields.data.subjects);
		return { draft: { ...fields.data, ...dates, title, unionId } };
	}
	return {
		errors: {
			...(fields.error && errorsOf(fields.error)),
			...('errors' in dates && dates.errors),
			...paper,
			...early
		}
	};
}

/** A draft may be made ahead, but opens in its year at the earliest. */
function opensBefore(year: number | undefined, dates: object): boolean {
	if (year === undefined || !('opensAt' in dates)) return false;
	return year > (shanghaiYear(String(dates.opensAt)) ?? year);
}

function fieldsSchema(now: Instant, groups: GroupBounds | null) {
	const year = shanghaiYear(now) ?? 0;
	return z.object({
		title: z.string().max(longestTitle, `标题不超过 ${longestTitle} 个字`),
		mode: z.enum(draftModes, '请选择怎么收票'),
		custody: z.enum(custodies, '请选择票箱的钥匙由谁保管'),
		paper: z.string().transform((text) => text === '1'),
		year: integer(year - 1, year + 1, `请填写 ${year - 1} 至 ${year + 1} 之间的年份`),
		subjects: z
			.array(z.enum(['home', 'chair'], '请选择评议内容'))
			.min(1, '请至少选择一项评议内容')
			.transform((subjects): Subject[] => [...new Set(subjects)]),
		electorate: z.enum(memberElectorates, '请选择由谁参评'),
		eligible: integer(1, mostEligible, `请填写应参评人数，1 至 ${mostEligible} 之间的整数`),
		// A form that does not ask for it leaves k to the rules.
		smallestGroup: groups ? smallestGroupField(groups) : z.string().transform(() => null),
		minTurnout: fraction('请选择最低参评率')
	});
}

/** k as the rules bound it: `floor` at least, and what is shown in full from `collapse_below` on at most. */
export type GroupBounds = Pick<Rules['suppression'], 'k' | 'floor' | 'collapse_below'>;

function smallestGroupField({ k, floor, collapse_below: most }: GroupBounds) {
	return z
		.string()
		.transform((text) => text || String(k))
		.pipe(integer(floor, most, `请填 ${floor} 至 ${most} 之间的整数`));
}

function integer(least: number, most: number, message: string) {
	return z
		.string()
		.regex(/^\d{1,9}$/, message)
		.transform(Number)
		.refine((n) => n >= least && n <= most, message);
}

function fraction(message: string) {
	return z
		.string()
		.regex(/^[1-9]\d{0,2}\/[1-9]\d{0,2}$/, message)
		.transform((text) => {
			const [num, den] = text.split('/').map(Number) as [number, number];
			return { num, den };
		})
		.refine(({ num, den }) => num <= den, message);
}

function errorsOf(error: z.ZodError): SurveyFormErrors {
	const errors: SurveyFormErrors = {};
	for (const { path, message } of error.issues)
		errors[path[0] as keyof SurveyFormValues] ??= message;
	return errors;
}

/** Both instants, or what is wrong with them. */
function parseDates(
	{ opens, opensAt, closesAt }: SurveyFormValues,
	now: Instant
): { opensAt: Instant; closesAt: Instant } | { errors: SurveyFormErrors } {
	const later = opens === 'later';
	if (!later && opens !== 'now') return { errors: { opens: '请选择什么时候开启' } };
	const start = (later ? shanghaiToInstant(opensAt) : now) as Instant | null;
	const end = shanghaiToInstant(closesAt) as Instant | null;
	const errors: SurveyFormErrors = {};
	if (start === null) errors.opensAt = '请填写开启日期和时间';
	else if (later && start <= now)
		errors.opensAt = '开启时间已经过去，请改为以后的时间，或选“准备好就开启”';
	if (end === null) errors.closesAt = '请填写截止日期和时间';
	else if (end <= now) errors.closesAt = '截止时间已经过去，请改为以后的时间';
	else if (start !== null && end <= start) errors.closesAt = '截止时间须晚于开启时间';
	if (start === null || end === null || Object.keys(errors).length > 0) return { errors };
	return { opensAt: start, closesAt: end };
}
