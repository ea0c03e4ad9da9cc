import { historyColumns } from '$lib/domain/history-columns';
import { authorise } from '$lib/server/accounts/authorise';
import type { RequestHandler } from './$types';

/** An empty table with its header, and a byte order mark by which spreadsheet programs know UTF-8. */
export const GET: RequestHandler = (event) => {
	authorise(event, 'history.enter');
	const header = historyColumns.map((column) => column.header).join(',');
	return new Response(`\ufeff${header}\r\n`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('历史数据模板.csv')}`
		}
	});
};
