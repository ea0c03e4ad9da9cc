import { z } from 'zod';

/**
 * Where a page of a list ended: the sort keys of its last row. Opaque to callers; what it is made of may change.
 * A changed cursor leads to another place of the same list, and never beyond what the caller may see.
 */
export function encodeCursor(keys: readonly (string | number)[]): string {
	return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** A query parameter that holds a cursor with these keys; undefined where it is left out. */
export function cursorOf<T extends [z.ZodType, ...z.ZodType[]]>(keys: z.ZodTuple<T>) {
	return z
		.string()
		.max(600)
		.optional()
		.transform((text, context) => {
			if (text === undefined) return undefined;
			const read = keys.safeParse(decode(text));
			if (read.success) return read.data;
			context.addIssue({ code: 'custom', message: '翻页标记不对：请原样使用上一页的 next。' });
			return z.NEVER;
		})
		.meta({ description: '上一页的 next，原样传回', type: 'string' });
}

function decode(text: string): unknown {
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString());
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
