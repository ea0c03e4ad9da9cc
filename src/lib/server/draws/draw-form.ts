import { z } from 'zod';
import { drawPurposes, sizeMethods } from '$lib/domain/sampling/purpose';
import { checkSeed, normaliseSeed, seedProblemTexts, seedSources } from '$lib/domain/sampling/seed';
import { line } from '../form';
import type { SizePlan } from './prepare-draw';

const whole = /^\d{1,6}$/;

/** First step. Sizes by kind are fields named `size.<kind>`; an empty one is 0. */
export const prepareForm = z
	.object({
		year: z
			.string()
			.regex(/^20\d\d$/, '请选择年度。')
			.transform(Number),
		purpose: z.enum(drawPurposes, { error: '请选择用途。' }),
		method: z.enum(sizeMethods, { error: '请选择分配方法。' }),
		total: z.string().trim().default(''),
		reason: z.string().trim().max(200, '理由最多 200 个字。').default(''),
		frameHash: z.string()
	})
	.catchall(z.string().trim())
	.superRefine((fields, context) => {
		if (fields.method === 'proportional') {
			if (!whole.test(fields.total)) report(context, 'total', '请填写一共抽取多少家。');
			return;
		}
		for (const [name, text] of sizeFields(fields))
			if (text !== '' && !whole.test(text)) report(context, name, '请填写数字，不抽的填 0。');
	})
	.transform((fields) => {
		const { year, purpose, reason, frameHash } = fields;
		return { year, purpose, reason, frameHash, plan: planOf(fields) };
	});

function report(context: z.core.$RefinementCtx, path: string, message: string): void {
	context.addIssue({ code: 'custom', path: [path], message });
}

function sizeFields(fields: Record<string, unknown>): [string, string][] {
	return Object.entries(fields)
		.filter(([name]) => name.startsWith('size.'))
		.map(([name, text]) => [name, String(text)]);
}

function planOf(fields: { method: SizePlan['method']; total: string }): SizePlan {
	if (fields.method === 'proportional')
		return { method: 'proportional', total: Number(fields.total) };
	const sizes = sizeFields(fields).map(([name, text]) => [
		name.slice('size.'.length),
		Number(text)
	]);
	return { method: 'fixed', sizes: Object.fromEntries(sizes) as Record<string, number> };
}

/** Second step. */
export const seedForm = z.object({
	seed: line('种子', 200).superRefine((typed, context) => {
		const problem = checkSeed(normaliseSeed(typed));
		if (problem) context.addIssue({ code: 'custom', message: seedProblemTexts[problem] });
	}),
	source: z.enum(seedSources, { error: '请选择种子的来源。' }),
	note: line('种子的出处', 200),
	witnesses: line('在场人员', 200)
});

export const abandonForm = z.object({ reason: line('理由', 200) });
