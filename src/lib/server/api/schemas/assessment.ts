import { z } from 'zod';
import { applicationStates } from '$lib/domain/application-life';
import { measureKinds, rubricLevels } from '$lib/domain/rubric';
import { subjects } from '$lib/domain/words';
import { pageOfSchema, rateSchema, reasonSchema, unionSchema } from './parts';

const points = z.number().meta({ description: '分，以 0.5 为一档', multipleOf: 0.5 });

const totals = z.object({ score: points, points }).meta({ id: 'Total', description: '得分和满分' });

const state = z.enum(applicationStates).meta({
	description: '申报、自查中、已提交、考评中、已确定'
});

export const applicationSchema = z
	.object({
		union: unionSchema,
		year: z.int(),
		rubric: z.enum(rubricLevels),
		round: z.string().meta({ description: '考核批次' }),
		state,
		self: totals.nullable().meta({ description: '提交时的自查分；未提交为 null' }),
		review: totals.nullable().meta({ description: '确定时的考评分；未确定为 null' })
	})
	.meta({ id: 'Application', description: '一个工会一年的考核' });
export const applicationPageSchema = pageOfSchema(applicationSchema, 'ApplicationPage');

const score = z
	.object({
		points,
		override: z.boolean().meta({ description: '与实测的建议分不同' }),
		reason: z.string().meta({ description: '改定的理由；没有改定为空' }),
		by: z.string(),
		at: z.string().meta({ format: 'date-time' })
	})
	.meta({ id: 'Score', description: '录入的分数和来源' });

const measurement = z
	.object({
		kind: z.enum(measureKinds),
		subject: z.enum(subjects),
		threshold: rateSchema,
		figure: rateSchema.nullable(),
		proposed: points.nullable().meta({ description: '建议分；无法判定为 null' }),
		reason: reasonSchema,
		survey: z.string().nullable().meta({ description: '数据来自哪张问卷' }),
		draw: z.string().nullable().meta({ description: '数据来自哪次抽样' })
	})
	.meta({ id: 'Measurement', description: '由评议结果算出的项目' });

const criterion = z
	.object({
		id: z.string(),
		section: z.string().meta({ description: '考核项目' }),
		text: z.string().meta({ description: '考核内容' }),
		points: z.number().meta({ description: '单项分' }),
		self: score.nullable(),
		review: score.nullable(),
		measurement: measurement.nullable()
	})
	.meta({ id: 'Criterion' });

export const assessmentSchema = z
	.object({
		union: unionSchema,
		year: z.int(),
		rubric: z.enum(rubricLevels),
		title: z.string(),
		state: state.nullable().meta({ description: '未申报为 null' }),
		self: totals,
		review: totals,
		criteria: z.array(criterion)
	})
	.meta({ id: 'Assessment', description: '考核表：每一项的分数和依据' });
