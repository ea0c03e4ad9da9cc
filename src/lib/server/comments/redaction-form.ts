import { z } from 'zod';
import { redactionKinds } from '$lib/domain/redact-comment';

/** What is to be taken out of which comment. Line ends come as CRLF from forms and are LF in comments. */
export const redactionForm = z
	.object({
		comment: z.string({ error: '请选择意见。' }).regex(/^[0-9a-z]{1,32}$/, '请选择意见。'),
		kind: z.enum(redactionKinds, '请选择隐去整条还是其中的文字。'),
		passage: z
			.string()
			.max(2000)
			.default('')
			.transform((text) => text.replace(/\r\n?/g, '\n')),
		reason: z
			.string({ error: '请写明理由。' })
			.trim()
			.min(1, '请写明理由。')
			.max(200, '理由最多 200 个字。')
	})
	.refine(({ kind, passage }) => kind === 'whole' || passage.trim() !== '', {
		path: ['passage'],
		error: '请把要隐去的文字从意见里复制到这里。'
	});
