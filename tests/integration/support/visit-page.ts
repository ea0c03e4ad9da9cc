import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';
import { listReaders } from './readers';

/** What the load of a page gives for an address; `route` as below `src/routes`, such as `/office/invitations`. */
export async function visitPage<Data>(
	app: App,
	actor: Actor,
	{ route, params = {}, address = '' }: VisitedPage
): Promise<Data> {
	const file = `/src/routes${route}/+page.server.ts`;
	const reader = (await listReaders()).find((one) => one.file === file);
	if (!reader) throw new Error(`no page ${route}`);
	const url = new URL(`http://pj.example.org${route}?${address}`);
	return (await reader.read({ locals: { app, actor }, params, url })) as Data;
}

interface VisitedPage {
	route: string;
	params?: Record<string, string>;
	address?: string;
}
