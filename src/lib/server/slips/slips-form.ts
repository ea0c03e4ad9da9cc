import { z } from 'zod';
import { mostSlips } from './print-slips';

const count = z
	.string()
	.regex(/^\d{1,6}$/)
	.transform(Number);
const ticked = z
	.string()
	.optional()
	.transform((value) => value !== undefined);

/** The form that orders slips. The page checks the same; whoever gets past it is refused as a whole. */
export const slipsForm = z.object({
	size: count.refine((size) => size >= 1 && size <= mostSlips),
	kind: z.enum(['more', 'again']),
	acknowledged: ticked,
	batchesBefore: count
});
