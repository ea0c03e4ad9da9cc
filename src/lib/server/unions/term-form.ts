import { z } from 'zod';
import type { Day } from '../database/values';
import type { Incoming } from './terms';

/** The fields by which a chair is registered: somebody who held the office before, or a new name. */
export const termForm = z
	.object({
		personId: z.string().max(40).default(''),
		name: z.string().trim().max(40, '姓名最多 40 个字。').default(''),
		startedOn: z.iso.date({ error: '请填写任职日期。' }).transform((day) => day as Day)
	})
	.superRefine(({ personId, name }, { addIssue }) => {
		if (!personId && !name)
			addIssue({ code: 'custom', path: ['name'], message: '请填写新任主席的姓名。' });
		if (personId && name)
			addIssue({
				code: 'custom',
				path: ['name'],
				message: '已选择曾任主席，请不要再填姓名；如是新人，请把上一项改回“新人”。'
			});
	})
	.transform(({ personId, name, startedOn }) => {
		const incoming: Incoming = personId ? { personId } : { name };
		return { incoming, startedOn };
	});
