import { z } from 'zod';
import { honourTitles } from '$lib/domain/honour';
import { inspectionOutcomes } from '$lib/domain/reinspection';
import { titleRanks } from '$lib/domain/rules';
import { line } from '../form';

const year = z
	.string()
	.trim()
	.regex(/^(19[89]|20\d)\d$/, '请填写年度，如 2024。')
	.transform(Number);

/** The fields of a new title; holder and title are chosen together, as `<person or union>:<title>`. */
export const honourForm = z
	.object({
		honour: z
			.string()
			.transform((value) => value.split(':'))
			.pipe(z.tuple([z.string(), z.enum(honourTitles)], { error: '请选择称号。' })),
		level: z.enum(titleRanks, { error: '请选择级别。' }),
		year,
		document: z.string().trim().max(100, '文号最多 100 个字。').default('')
	})
	.transform(({ honour: [holder, title], ...rest }) => {
		return { ...rest, title, personId: holder === 'union' ? null : holder };
	});

export const revocationForm = z.object({
	honourId: z.string(),
	year,
	reason: line('理由', 200)
});

export const inspectionForm = z.object({
	inspectedId: z.string(),
	inspectedYear: year,
	outcome: z.enum(inspectionOutcomes, { error: '请选择复查结论。' }),
	note: z.string().trim().max(200, '情况最多 200 个字。').default('')
});

export const confirmationForm = z
	.object({ holder: z.string() })
	.transform(({ holder }) => ({ personId: holder === 'union' ? null : holder }));
