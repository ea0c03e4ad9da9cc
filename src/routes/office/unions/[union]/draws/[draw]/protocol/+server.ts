import { authoriseUnion } from '$lib/server/accounts/authorise';
import { headNote } from '$lib/server/audit/head-note';
import { requireDraw } from '$lib/server/draws/find-draw';
import { listDraws } from '$lib/server/draws/read-draw';
import { renderProtocol } from '$lib/server/draws/render-protocol';
import { printScript } from '$lib/server/paper/print-style';
import { printPolicy } from '$lib/server/slips/security-policy';
import type { RequestHandler } from './$types';

/** The printed protocol of a draw; before the seed, of the frame alone. */
export const GET: RequestHandler = async (event) => {
	const { union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { db } = event.locals.app;
	const draw = await requireDraw(db, event.params);
	const all = await listDraws(db, union.id, draw.year, draw.purpose);
	const recordNote = await headNote(db);
	return new Response(renderProtocol({ draw, all, unionName: union.name, recordNote }), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': printPolicy([printScript])
		}
	});
};
