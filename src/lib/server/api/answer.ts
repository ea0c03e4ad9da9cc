import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';

/** A JSON answer with its ETag; 304 without a body where the caller has it already. */
export function answer({ request }: RequestEvent, body: object): Response {
	const text = JSON.stringify(body);
	const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
	const headers = {
		...{ etag, 'cache-control': 'private, no-cache', vary: 'Authorization' },
		'content-type': 'application/json; charset=utf-8'
	};
	if (matches(request.headers.get('if-none-match'), etag))
		return new Response(null, { status: 304, headers });
	return new Response(text, { headers });
}

/** RFC 9110 section 13.1.2: a list of tags, weak or strong, or `*`. */
function matches(header: string | null, etag: string): boolean {
	const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
	return tags.includes(etag) || tags.includes('*');
}
