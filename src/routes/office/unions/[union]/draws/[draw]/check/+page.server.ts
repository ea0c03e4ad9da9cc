import { authoriseActor } from '$lib/server/accounts/authorise';
import { requireDraw } from '$lib/server/draws/find-draw';
import { drawFile } from '$lib/server/draws/read-draw';
import type { PageServerLoad } from './$types';

/** Nothing but names of unions: whoever is signed in may run a draw again. */
export const load: PageServerLoad = async (event) => {
	authoriseActor(event);
	const draw = await requireDraw(event.locals.app.db, event.params);
	const { id, year, purpose, seq, strata } = draw;
	return {
		...{ unionId: draw.unionId, id, year, purpose, seq, file: drawFile(draw) },
		kindNames: Object.fromEntries(strata.map(({ kind, name }) => [kind, name]))
	};
};
