import { json } from '@sveltejs/kit';
import { authorise, authoriseUnion } from '$lib/server/accounts/authorise';
import { readImportQuery } from '$lib/server/imports/import-query';
import { receiveUpload } from '$lib/server/imports/receive-upload';
import { Refused } from '$lib/server/refusals';
import type { RequestHandler } from './$types';

/** A part of a spreadsheet; the last one answers with the import's id. */
export const PUT: RequestHandler = async (event) => {
	const actor = authorise(event, 'union.manage');
	const address = event.url.searchParams;
	const { noun, union } = readImportQuery(address);
	await authoriseUnion(event, 'union.manage', union);
	const part = {
		upload: address.get('upload') ?? '',
		name: address.get('name') ?? '',
		size: Number(address.get('size')),
		offset: Number(address.get('offset')),
		bytes: new Uint8Array(await event.request.arrayBuffer())
	};
	try {
		const upload = { noun, unionId: union, by: actor.userId };
		return json(await receiveUpload(event.locals.app, upload, part));
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return json({ message: error.text }, { status: error.status });
	}
};
