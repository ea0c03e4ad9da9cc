import { authoriseActor } from '$lib/server/accounts/authorise';
import { requireDraw } from '$lib/server/draws/find-draw';
import { drawFile } from '$lib/server/draws/read-draw';
import type { RequestHandler } from './$types';

/** The draw as a file to run again elsewhere: nothing but names of unions, so whoever is signed in may have it. */
export const GET: RequestHandler = async (event) => {
	authoriseActor(event);
	const draw = await requireDraw(event.locals.app.db, event.params);
	return new Response(`${JSON.stringify(drawFile(draw), null, '\t')}\n`, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="draw-${draw.id}.json"`
		}
	});
};
