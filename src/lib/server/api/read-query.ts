import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { refuseApi } from './problem';

/** The parameters of an address; refuses those that are wrong or unknown, by name. */
export function readApiQuery<T>(event: RequestEvent, schema: z.ZodType<T>): T {
	const result = schema.safeParse(Object.fromEntries(event.url.searchParams));
	if (result.success) return result.data;
	const errors: Record<string, string> = {};
	for (const issue of result.error.issues) {
		const names = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')];
		for (const name of names) errors[name] ??= issue.message;
	}
	refuseApi(event, 'bad_query', errors);
}
