import type { Handle } from '@sveltejs/kit';
import { compress } from './compress';
import { setPublicHeaders } from './headers';

/** A page that anybody may open without an account; a path that leads nowhere (null) is answered like one. */
export function isPublicRoute(route: string | null): boolean {
	return route === null || route === '/' || route.startsWith('/(member)');
}

/** Marks for a client-side code that these pages do not have. */
function withoutComments({ html }: { html: string }): string {
	return html.replace(/<!--.*?-->/g, '');
}

/** A form is answered by a page with an honest status, also for a browser that says it takes anything. */
function askForPage({ headers }: Request): void {
	headers.set('accept', 'text/html');
}

/** One answer that is the whole page: nothing is loaded after it, nothing of it is kept. */
export const servePublic: Handle = async ({ event, resolve }) => {
	if (event.request.method === 'POST') {
		// Our forms post to a bare address; what follows a "?" would be taken for the name of an action.
		if (event.url.search) return new Response(null, { status: 404 });
		askForPage(event.request);
	}
	const response = await resolve(event, { transformPageChunk: withoutComments });
	setPublicHeaders(response.headers, event.route.id);
	return compress(event.request, response);
};
