import { z } from 'zod';
import { levels } from '$lib/domain/words';
import type { UnionTable } from '../database/schema/union';
import type { Day } from '../database/values';
import { checkbox, line } from '../form';
import type { UnionParticulars } from './edit-union';

/** The fields of the union form; level and kind are chosen together, as `level:kind`. */
export const unionForm = z
	.object({
		name: line('名称'),
		code: line('组织代码', 40).refine((code) => /^[\w-]+$/.test(code), {
			error: '组织代码只能用字母、数字、短横线。'
		}),
		kind: z
			.string()
			.transform((value) => value.split(':'))
			.pipe(z.tuple([z.enum(levels), z.string().min(1)], { error: '请选择层级与类型。' })),
		memberCount: z
			.string()
			.trim()
			.regex(/^\d{1,8}$/, '请填写会员人数（整数）。')
			.transform(Number),
		industry: z.string().trim().max(40, '行业最多 40 个字。').default(''),
		independent: checkbox,
		foundedOn: z
			.union([z.literal(''), z.iso.date({ error: '请按日期填写，或留空。' })])
			.default('')
			.transform((day) => (day === '' ? null : (day as Day)))
	})
	.transform(({ kind: [level, kind], ...rest }): UnionParticulars => ({ ...rest, level, kind }));

/** What stands in the form when a union is opened for editing. */
export function unionFormValues(union: UnionTable): Record<string, string> {
	return {
		name: union.name,
		code: union.code,
		kind: `${union.level}:${union.kind}`,
		memberCount: String(union.member_count),
		industry: union.industry,
		foundedOn: union.founded_on ?? '',
		...(union.independent === 1 ? { independent: 'on' } : {})
	};
}
