import { z } from 'zod';
import { pageOfSchema, reasonSchema, unionSchema } from './parts';

const assessed = z
	.object({
		verdict: z.enum(['eligible', 'ineligible', 'undetermined']).meta({
			description: '符合 / 不符合 / 无法判定'
		}),
		consecutive_years: z.int().meta({ description: '到 last_year 为止两项都确定达标的连续年数' }),
		reasons: z.array(reasonSchema)
	})
	.meta({ id: 'Verdict' });

export const eligibilitySchema = z
	.object({
		union: unionSchema,
		application_year: z.int(),
		last_year: z.int().meta({ description: '连续年限算到哪一年' }),
		home: assessed.meta({ description: '十佳模范职工之家' }),
		chair: z
			.object({ name: z.string().nullable(), ...assessed.shape })
			.meta({ description: '十佳工会工作者（现任主席）' })
	})
	.meta({ id: 'Eligibility', description: '十佳资格（第12条）' });

export const eligibilityPageSchema = pageOfSchema(eligibilitySchema, 'EligibilityPage');
