import { z } from 'zod';
import { formatPercent, type PercentOptions } from '$lib/domain/percent';
import type { Ratio } from '$lib/domain/fraction';
import { parseYear } from '$lib/domain/year-range';
import { levels } from '$lib/domain/words';

/** A rate: the exact fraction, and the text that pages print. Numbers may outgrow 64 bits, so they are text. */
export const rateSchema = z
	.object({
		num: z.string().regex(/^\d+$/).meta({ description: '分子，整数' }),
		den: z.string().regex(/^\d+$/).meta({ description: '分母，整数' }),
		percent: z
			.string()
			.meta({ description: '两位小数，四舍五入；不会写成跨过标准的数', example: '94.96%' })
	})
	.meta({ id: 'Rate', description: '比率：精确的分数和页面上的写法' });

export type ApiRate = z.infer<typeof rateSchema>;

export function rateOf(rate: Ratio, options?: PercentOptions): ApiRate;
export function rateOf(rate: Ratio | null, options?: PercentOptions): ApiRate | null;
export function rateOf(rate: Ratio | null, options?: PercentOptions): ApiRate | null {
	if (rate === null) return null;
	return { num: String(rate.num), den: String(rate.den), percent: formatPercent(rate, options) };
}

export const unionSchema = z
	.object({
		id: z.string(),
		code: z.string().meta({ description: '组织代码' }),
		name: z.string(),
		level: z.enum(levels),
		kind: z.string().meta({ description: '单位类型' })
	})
	.meta({ id: 'Union', description: '工会' });

/** A code that a machine reads with the sentence that a person reads. */
export const reasonSchema = z
	.object({ code: z.string(), text: z.string() })
	.meta({ id: 'Reason', description: '原因：代码和中文说明' });

export const yearSchema = z
	.string()
	.transform((text, context) => {
		const year = parseYear(text);
		if (year !== null) return year;
		context.addIssue({ code: 'custom', message: '请写四位年份，如 2026。' });
		return z.NEVER;
	})
	.meta({ type: 'integer', example: 2026 });

/** A page of a list: rows, and where the next page begins. */
export function pageOfSchema<T extends z.ZodType>(row: T, id: string) {
	return z
		.object({
			data: z.array(row),
			next: z.string().nullable().meta({ description: '下一页的 cursor；没有下一页时为 null' })
		})
		.meta({ id });
}

/** Parameters that every list takes. */
export const listParameters = {
	union: z.string().max(60).optional().meta({ description: '只要这一个工会：它的 id 或组织代码' }),
	below: z
		.string()
		.max(60)
		.optional()
		.meta({ description: '只要这个工会及其下级：它的 id 或组织代码' }),
	limit: z.coerce
		.number('请写 1 到 200 的整数。')
		.int('请写 1 到 200 的整数。')
		.min(1, '请写 1 到 200 的整数。')
		.max(200, '请写 1 到 200 的整数。')
		.default(50)
		.meta({ description: '每页条数，1 到 200', type: 'integer' })
};
