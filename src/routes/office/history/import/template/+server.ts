import { z } from 'zod';
import { authorise } from '$lib/server/accounts/authorise';
import { tableFormats } from '$lib/server/exports/table-file';
import { historyTemplate } from '$lib/server/history/history-template';
import type { RequestHandler } from './$types';

const format = z.enum(tableFormats).catch('xlsx');

/** An empty form to be filled in. */
export const GET: RequestHandler = (event) => {
	authorise(event, 'history.enter');
	return historyTemplate(format.parse(event.url.searchParams.get('format')));
};
