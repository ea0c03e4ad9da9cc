import { z } from 'zod';
import { parseOrder, type RowOrder } from '$lib/domain/row-order';
import { historyOrders, type HistoryOrder } from './list-history';

/** What the list of earlier figures is narrowed by, as it stands in an address. */
// An address somebody shortened or mistyped lists everything rather than nothing.
const query = z.object({
	q: z.string().trim().max(100).catch(''),
	below: z.string().min(1).max(60).nullable().catch(null),
	sort: z.string().nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1),
	year: z.coerce.number().int().min(1990).max(2100).nullable().catch(null),
	state: z.enum(['pending', 'valid', 'refused', 'void', 'all']).nullable().catch(null)
});

export type HistoryQuery = Omit<z.infer<typeof query>, 'sort'> & {
	order: RowOrder<HistoryOrder> | null;
};

export function readHistoryQuery({ searchParams }: URL): HistoryQuery {
	const absent = Object.fromEntries(Object.keys(query.shape).map((name) => [name, null]));
	const given = [...searchParams].filter(([, value]) => value !== '');
	const { sort, ...asked } = query.parse({ ...absent, ...Object.fromEntries(given) });
	return { ...asked, order: parseOrder(sort, historyOrders) };
}
