import { z } from 'zod';
import { applicationStates } from '$lib/domain/application-life';
import { measureKinds, rubricLevels } from '$lib/domain/rubric';
import { scoreKinds } from '$lib/domain/score-sheet';
import { subjects } from '$lib/domain/words';
import { pageOfSchema, rateSchema, reasonSchema, unionSchema } from './parts';

const points = z.number().meta({ description: '分，以 0.5 为一档', multipleOf: 0.5 });

const totals = z.object({ score: points, points }).meta({ id: 'Total', description: '得分和满分' });

const sheetTotal = z
	.object({
		...totals.shape,
		maximum: points.meta({ description: '满分，连同不适用的' }),
		scaled: rateSchema.nullable().meta({ description: '得分 / 适用满分，折合百分制' })
	})
	.meta({ id: 'SheetTotal', description: '得分、适用满分和折合百分制' });

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

const scoreKind = z.enum(scoreKinds).meta({ description: 'self 自查，review 考评' });
const at = z.string().meta({ format: 'date-time' });

const exemption = z
	.object({
		reason: z.string(),
		by: z.string(),
		at,
		accepted: z.boolean().nullable().meta({ description: '考评员还没有决定为 null' }),
		decision: z.string().meta({ description: '考评员的说明' })
	})
	.meta({ id: 'Exemption', description: '不适用：本单位提出，考评员决定' });

const numbers = z
	.object({
		name: z.string(),
		given_by: scoreKind,
		rate: rateSchema,
		threshold: rateSchema,
		reached: z.boolean()
	})
	.meta({ id: 'Numbers', description: '条文中比率的分子和分母' });

const file = z
	.object({
		name: z.string(),
		type: z.string(),
		size: z.int().meta({ description: '字节' }),
		sha256: z.string(),
		kind: scoreKind,
		by: z.string(),
		at
	})
	.meta({ id: 'File', description: '佐证材料；内容在办公页面上看' });

const measurement = z
	.object({
		kind: z.enum(measureKinds),
		subject: z.enum(subjects),
		threshold: rateSchema,
		figure: rateSchema.nullable(),
		proposed: points.nullable().meta({ description: '建议分；无法判定为 null' }),
		reason: reasonSchema,
		pooled: rateSchema.nullable().meta({ description: '抽样单位合并计算的满意率，只供对照' }),
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
		measurement: measurement.nullable(),
		exemption: exemption.nullable(),
		remarks: z.array(z.object({ kind: scoreKind, text: z.string(), by: z.string(), at })),
		numbers: z.array(numbers),
		files: z.array(file)
	})
	.meta({ id: 'Criterion' });

export const assessmentSchema = z
	.object({
		union: unionSchema,
		year: z.int(),
		rubric: z.enum(rubricLevels),
		title: z.string(),
		state: state.nullable().meta({ description: '未申报为 null' }),
		self: sheetTotal,
		review: sheetTotal,
		vetoes: z
			.array(z.object({ id: z.string(), text: z.string(), reason: z.string(), by: z.string(), at }))
			.meta({ description: '一票否决：有任何一条，不论总分' }),
		criteria: z.array(criterion)
	})
	.meta({ id: 'Assessment', description: '考核表：每一项的分数和依据' });
