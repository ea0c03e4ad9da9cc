import { z } from 'zod';
import { denominators } from '$lib/domain/rules';
import { electorates, modes, options, subjects } from '$lib/domain/words';
import { pageOfSchema, rateSchema, reasonSchema, unionSchema } from './parts';

const count = z.int().nullable().meta({ description: '为保护少数人不显示时为 null' });

export const countsSchema = z
	.object({
		disclosure: z.enum(['full', 'collapsed', 'suppressed']).meta({
			description: 'full 全部；collapsed 满意和基本满意只有合计；suppressed 票数过少，都不显示'
		}),
		favourable: count,
		satisfied: count,
		basically_satisfied: count,
		dissatisfied: count,
		unsure: count,
		blank: count,
		invalid: count
	})
	.meta({ id: 'Counts', description: '票数，开箱时按少数人保护规则处理过，对所有人一样' });

const participation = z
	.object({
		eligible: z.int().meta({ description: '应参评' }),
		issued: z.int().meta({ description: '发放' }),
		returned_online: z.int().meta({ description: '收回，线上' }),
		returned_paper: z.int().meta({ description: '收回，纸质' })
	})
	.meta({ id: 'Participation' });

export const rateRuleSchema = z
	.object({
		id: z.string(),
		version: z.int(),
		name: z.string(),
		counted: z.array(z.enum(options)).meta({ description: '计入分子的选项' }),
		denominator: z.enum(denominators),
		source: z.string().meta({ description: '依据' })
	})
	.meta({ id: 'RateRule', description: '满意率的算法，开启问卷时定下，不再改变' });

export const standings = ['counts', 'void', 'excluded', 'suppressed', 'pending'] as const;

export const resultSchema = z
	.object({
		union: unionSchema,
		subject: z.enum(subjects),
		year: z.int(),
		survey: z.string().nullable().meta({ description: '问卷编号；历史数据为 null' }),
		source: z.enum(['survey', 'history']).meta({ description: 'history：历史/纸质，上级工会审核' }),
		chair: z.string().nullable().meta({ description: '被评议的主席' }),
		mode: z.enum(modes),
		electorate: z.enum(electorates),
		rate: rateSchema.nullable().meta({ description: '满意率，按 rule 计算' }),
		rule: rateRuleSchema,
		strict_rate: rateSchema.nullable().meta({ description: '只计满意，第二行' }),
		turnout: rateSchema.nullable().meta({ description: '参评率' }),
		minimum_turnout: rateSchema,
		participation: participation
			.nullable()
			.meta({ description: '历史数据批准以前、退回以后为 null' }),
		counts: countsSchema,
		status: z.enum(['valid', 'pending', 'refused', 'void']),
		standing: z.enum(standings).meta({ description: 'counts 计入考核；其余不计，原因见 reasons' }),
		reasons: z.array(reasonSchema),
		counted_at: z.string().meta({ format: 'date-time' }),
		published_at: z.string().nullable().meta({ format: 'date-time' })
	})
	.meta({ id: 'Result', description: '一个工会一年一项评议的结果' });

export const resultPageSchema = pageOfSchema(resultSchema, 'ResultPage');
