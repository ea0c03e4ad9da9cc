import { z } from 'zod';

/** A submitted form: what was typed, and either its parsed value or what is wrong with each field. */
export type ParsedForm<T> =
	| { typed: Record<string, string>; data: T; invalid: null }
	| { typed: Record<string, string>; data: null; invalid: InvalidForm };

/** What the page gets back for `fail(400, …)`: a message above the form, one per field, and the typed values. */
export interface InvalidForm {
	message: string;
	values: Record<string, string>;
	errors: Record<string, string>;
}

/** Checks a form against its schema. Files are not read; of several fields of one name the last counts. */
export function parseForm<T>(schema: z.ZodType<T>, form: FormData): ParsedForm<T> {
	const texts = [...form].filter(
		(field): field is [string, string] => typeof field[1] === 'string'
	);
	const typed = Object.fromEntries(texts);
	const result = schema.safeParse(typed);
	if (result.success) return { typed, data: result.data, invalid: null };
	const errors: Record<string, string> = {};
	for (const { path, message } of result.error.issues) errors[String(path[0] ?? '')] ??= message;
	const invalid = { message: '有内容需要修改，请看标出的各项。', values: typed, errors };
	return { typed, data: null, invalid };
}

/** A line of text with the surrounding spaces removed. */
export function line(label: string, max = 100): z.ZodType<string> {
	return z
		.string({ error: `请填写${label}。` })
		.trim()
		.min(1, `请填写${label}。`)
		.max(max, `${label}最多 ${max} 个字。`);
}

/** A checkbox: present or not. */
export const checkbox = z
	.string()
	.optional()
	.transform((value) => value !== undefined);
