import { z } from 'zod';
import { apiScopes, tokenDays } from '$lib/domain/api-scope';
import { checkbox, line } from '../form';

/** The fields of a new token; each scope is a checkbox of its name. */
export const tokenForm = z
	.object({
		name: line('用途', 60),
		days: z.coerce
			.number()
			.refine((days) => tokenDays.some((offered) => offered === days), '请选择有效期。'),
		...{ results: checkbox, assessments: checkbox, eligibility: checkbox }
	})
	.transform(({ name, days, ...ticked }) => ({
		...{ name, days },
		scopes: apiScopes.filter((scope) => ticked[scope])
	}))
	.refine(({ scopes }) => scopes.length > 0, { path: ['scopes'], error: '请至少选一项内容。' });

export const revokeTokenForm = z.object({ tokenId: z.string() });
