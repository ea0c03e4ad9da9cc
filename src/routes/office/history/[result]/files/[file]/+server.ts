import { error } from '@sveltejs/kit';
import { authoriseHistory } from '$lib/server/accounts/authorise';
import { serveHistoryFile } from '$lib/server/history/history-files';
import { Refused } from '$lib/server/refusals';
import type { RequestHandler } from './$types';

/** A scan of this result, for whoever may read every union that it shows. */
export const GET: RequestHandler = async (event) => {
	const { actor } = await authoriseHistory(event, 'union.read', event.params.result);
	const { result: resultId, file: fileId } = event.params;
	try {
		return await serveHistoryFile(event.locals.app, actor, { resultId, fileId });
	} catch (thrown) {
		if (thrown instanceof Refused) error(thrown.status, thrown.text);
		throw thrown;
	}
};
