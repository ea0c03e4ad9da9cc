import { can } from '$lib/domain/permission';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { listDraws } from '$lib/server/draws/read-draw';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { db, clock } = event.locals.app;
	return {
		union: { id: union.id, name: union.name },
		draws: await listDraws(db, union.id),
		year: thisYear(clock),
		mayDraw: can(actor.roles, 'draw.manage', union.path)
	};
};
