import { z } from 'zod';
import { parseOrder } from '$lib/domain/row-order';
import type { Actor } from '../accounts/actor';
import { applicantOrders, applicantStates, type ApplicantFilter } from './list-applicants';

// An address somebody shortened or mistyped lists everything rather than nothing.
const query = z.object({
	q: z.string().trim().max(100).catch(''),
	state: z.enum(applicantStates).nullable().catch(null),
	reviewer: z.string().min(1).max(60).nullable().catch(null),
	sort: z.string().nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

/** Which unions of a round the address of its page asks for; who reviews the actor's own stays untold. */
export function readApplicantFilter(
	{ roles }: Pick<Actor, 'roles'>,
	address: URLSearchParams
): ApplicantFilter {
	const given = { sort: null, state: null, reviewer: null, ...Object.fromEntries(address) };
	const { q, sort, ...filter } = query.parse(given);
	const own = roles.map(({ unionId }) => unionId);
	return { text: q, order: parseOrder(sort, applicantOrders), own, ...filter };
}
