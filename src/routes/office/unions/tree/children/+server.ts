import { json } from '@sveltejs/kit';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { listChildren } from '$lib/server/unions/read-tree';
import type { RequestHandler } from './$types';

/** The unions directly below one: what a branch of the tree opens with. */
export const GET: RequestHandler = async (event) => {
	const { union } = await authoriseUnion(
		event,
		'union.read',
		event.url.searchParams.get('of') ?? ''
	);
	return json(await listChildren(event.locals.app.db, union.id));
};
