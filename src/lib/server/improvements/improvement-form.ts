import { z } from 'zod';
import { closedStates, openStates } from '$lib/domain/improvement';
import { parseYear } from '$lib/domain/year-range';
import type { Day } from '../database/values';
import { line } from '../form';

const plan = {
	problem: line('问题', 200),
	measure: line('整改措施', 500),
	owner: line('责任人', 50),
	dueOn: z.iso.date({ error: '请填写完成时限，如 2026-12-31。' }).transform((day) => day as Day),
	question: z
		.string()
		.max(60)
		.default('')
		.transform((id) => (id === '' ? null : id))
};

const seen = {
	id: z.string(),
	revision: z.coerce.number().int().min(0)
};

/** The fields of a new improvement. */
export const newImprovementForm = z
	.object({
		...plan,
		year: z
			.string()
			.transform(parseYear)
			.pipe(z.number({ error: '请从本页重新填写：年度不对。' }))
	})
	.transform(({ question, ...rest }) => ({ ...rest, questionId: question }));

/** The fields by which a plan is changed. */
export const improvementForm = z
	.object({ ...plan, ...seen, state: z.enum(openStates, { error: '请选择进度。' }) })
	.transform(({ question, ...rest }) => ({ ...rest, questionId: question }));

/** How an improvement ends. */
export const closingForm = z.object({
	...seen,
	state: z.enum(closedStates, { error: '请选择办结的结论。' }),
	outcome: line('结果', 500)
});

/** An act without fields of its own. */
export const seenForm = z.object(seen);
