import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';

type Handler = (event: unknown) => unknown;

/** Something that answers to a GET: a page's or a layout's load, or an endpoint. */
export interface Reader {
	file: string;
	/** Names in the address: "survey" for [survey]. */
	params: string[];
	read: Handler;
}

const modules = import.meta.glob<Record<string, unknown>>([
	'/src/routes/**/+page.server.ts',
	'/src/routes/**/+layout.server.ts',
	'/src/routes/**/+page.ts',
	'/src/routes/**/+layout.ts',
	'/src/routes/**/+server.ts'
]);

/** Every reader of every route, found by its file. */
export async function listReaders(): Promise<Reader[]> {
	const found: Reader[] = [];
	for (const [file, load] of Object.entries(modules)) {
		const { load: page, GET: endpoint, fallback } = await load();
		const params = [...file.matchAll(/\[+(?:\.\.\.)?(\w+)(?:=\w+)?\]+/g)].map(
			([, name]) => name ?? ''
		);
		for (const read of [page, endpoint, fallback])
			if (typeof read === 'function') found.push({ file, params, read: read as Handler });
	}
	return found;
}

export interface Visit {
	actor: Actor | null;
	/** Of the data interface; null: none is sent. */
	apiToken: string | null;
	params: Record<string, string>;
}

/** A browser that holds none and keeps none. */
const noCookies = { get: () => undefined, set: () => undefined, delete: () => undefined };

/** What a reader gives to somebody; null if it turns them away. */
export async function readAs(
	app: App,
	{ actor, apiToken, params }: Visit,
	reader: Reader
): Promise<unknown> {
	const values = Object.fromEntries(reader.params.map((name) => [name, params[name]]));
	const path = reader.file
		.replace('/src/routes', '')
		.replace(/\/\+[^/]*$/, '')
		.replace(/\/\([^)]*\)/g, '')
		.replace(/\[+(?:\.\.\.)?(\w+)(?:=\w+)?\]+/g, (_, name: string) => values[name] ?? '');
	const url = new URL(path || '/', 'http://pj.example.org');
	const headers = apiToken ? { authorization: `Bearer ${apiToken}` } : {};
	try {
		const event = {
			...{ locals: { app, actor }, params: values, url, request: new Request(url, { headers }) },
			...{ parent: async () => ({}), setHeaders: () => undefined, depends: () => undefined },
			...{ cookies: noCookies, getClientAddress: () => '192.0.2.1' }
		};
		const data = await reader.read(event);
		return data instanceof Response ? await data.text() : (data ?? null);
	} catch (error) {
		// A redirect or a refusal; anything else is a fault of this test or of the page.
		const status = (error as { status?: unknown }).status;
		if (typeof status === 'number' && status < 500) return null;
		throw error;
	}
}
