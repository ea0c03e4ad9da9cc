import { readableScope } from '$lib/domain/permission';
import { authorise } from '$lib/server/accounts/authorise';
import { findUnionPath, listAncestors } from '$lib/server/unions/read-union';
import { listChildren, listTops } from '$lib/server/unions/read-tree';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { db } = event.locals.app;
	const scope = readableScope(actor.roles);
	const wanted = event.url.searchParams.get('at');
	const at = wanted === null ? null : await findUnionPath(db, scope, wanted);
	if (!at) return { at: null, above: [], level: await listTops(db, scope) };
	const ancestors = await listAncestors(db, at.path);
	const above = await Promise.all(ancestors.map(({ id }) => findUnionPath(db, scope, id)));
	return {
		at: { id: at.id, name: at.name },
		// Those out of reach are not named.
		above: above.flatMap((one) => (one ? [{ id: one.id, name: one.name }] : [])),
		level: await listChildren(db, at.id)
	};
};
