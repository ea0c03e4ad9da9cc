import { z } from 'zod';
import { rowOutcomes } from '$lib/domain/import/verdict';
import { tableFormats } from '../exports/table-file';

/** Nouns that are imported as they stand. */
export const ownNouns = ['union', 'term', 'member_count'] as const;

// An address somebody mistyped shows something rather than nothing.
const query = z.object({
	noun: z.enum(ownNouns).catch('union'),
	format: z.enum(tableFormats).catch('xlsx'),
	union: z.string().max(40).catch(''),
	q: z.string().trim().max(100).catch(''),
	/** For the list of imports. */
	sort: z.string().nullable().catch(null),
	show: z.enum(rowOutcomes).nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

/** What the address of an import's pages and files asks for. */
export function readImportQuery(address: URLSearchParams): z.infer<typeof query> {
	return query.parse({ show: null, sort: null, ...Object.fromEntries(address) });
}
