import { z } from 'zod';
import type { PublicationRule } from '$lib/domain/rules';
import { checkbox, line } from '../form';
import type { PublicationNotice } from './publish-survey';

/** What is stated beside published results. */
export function publicationForm(rule: PublicationRule): z.ZodType<PublicationNotice> {
	const { shortest_days: least, longest_days: most } = rule;
	const range = `公示天数请填 ${least} 到 ${most}。`;
	return z.object({
		days: z
			.string({ error: range })
			.transform((text) => text.normalize('NFKC').trim())
			.pipe(z.string().regex(/^\d{1,3}$/, range))
			.transform(Number)
			.pipe(z.number().min(least, range).max(most, range)),
		contact: line('意见反映渠道', 120),
		withHistory: checkbox
	});
}
