import { error } from '@sveltejs/kit';
import { findSurvey } from '$lib/server/verification/find-survey';
import { readReceiptNumbers } from '$lib/server/verification/receipt-list';
import { fileResponse } from '$lib/server/verification/stream-text';
import type { RequestHandler } from './$types';

/** All receipt numbers, one a line, once the box is shut. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { id, receipts } = await findSurvey(locals.app, params.survey);
	if (!receipts) error(404, '回执清单在截止以后才有。');
	const numbers = await readReceiptNumbers(locals.app.db, id);
	return fileResponse(
		`pingjia-${id}-receipts.txt`,
		numbers.map((number) => `${number}\n`).join('')
	);
};
