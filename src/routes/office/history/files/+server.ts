import { json } from '@sveltejs/kit';
import { authorise } from '$lib/server/accounts/authorise';
import { storeHistoryPart } from '$lib/server/history/keep-history-file';
import { Refused } from '$lib/server/refusals';
import type { RequestHandler } from './$types';

/** Takes the next part of a scan that shows the results named: what has arrived, and whether it is whole and kept. */
export const PUT: RequestHandler = async (event) => {
	const actor = authorise(event, 'history.enter');
	const { searchParams: query } = event.url;
	try {
		// No form of another site can send this type.
		if (event.request.headers.get('content-type') !== 'application/octet-stream')
			throw new Refused('bad_upload');
		const ids = (query.get('results') ?? '').split(',').filter(Boolean);
		const answer = await storeHistoryPart(event.locals.app, actor, ids, {
			...{ upload: query.get('upload') ?? '', name: query.get('name') ?? '' },
			...{ size: Number(query.get('size')), offset: Number(query.get('offset')) },
			bytes: new Uint8Array(await event.request.arrayBuffer())
		});
		return json(answer);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return json({ message: error.text }, { status: error.status });
	}
};
