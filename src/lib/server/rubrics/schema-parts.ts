import { z } from 'zod';
import type { Fraction } from '../../domain/fraction.ts';

/** Text that says something, with no white space around it. */
export const text = z.string().regex(/^\S(?:.*\S)?$/su, 'must not be empty or padded with spaces');

/** An id of our own making: small letters, digits, underscores. */
export const word = z
	.string()
	.regex(/^[a-z][a-z0-9_]*$/u, 'must be small letters, digits and underscores');

export const positive = z.int().min(1, 'must be at least 1');

/** A share above 0 and up to 1. */
export const fraction = z
	.strictObject({ num: positive, den: positive })
	.refine(({ num, den }) => num <= den, 'is more than the whole') satisfies z.ZodType<Fraction>;

/** Adds a problem at a path below the value that is being refined. */
export function report(
	context: z.core.$RefinementCtx,
	path: (string | number)[],
	message: string
): void {
	context.addIssue({ code: 'custom', path, message });
}

/** Reports every entry that repeats an earlier one; `pathOf` says where entry i stands. */
export function reportRepeats(
	context: z.core.$RefinementCtx,
	entries: readonly string[],
	pathOf: (index: number) => (string | number)[]
): void {
	entries.forEach((entry, index) => {
		if (entries.indexOf(entry) < index) report(context, pathOf(index), `${entry} is there twice`);
	});
}
