import { redirect } from '@sveltejs/kit';
import { historyColumns } from '$lib/domain/history-columns';
import { authorise } from '$lib/server/accounts/authorise';
import {
	importHistory,
	MAX_HISTORY_ROWS,
	previewHistory
} from '$lib/server/history/import-history';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	authorise(event, 'history.enter');
	return {
		maxRows: MAX_HISTORY_ROWS,
		columns: historyColumns.map(({ header, required }) => ({ header, required }))
	};
};

export const actions: Actions = {
	/** Shows what a file would enter; nothing is kept. */
	check: async (event) => {
		const actor = authorise(event, 'history.enter');
		const file = (await readForm(event.request)).get('file');
		return attempt({}, async () => {
			if (!(file instanceof File) || file.size === 0) throw new Refused('bad_upload');
			const bytes = new Uint8Array(await file.arrayBuffer());
			const sent = { name: file.name, bytes };
			return { preview: await previewHistory(event.locals.app, actor, sent) };
		});
	},
	import: async (event) => {
		const actor = authorise(event, 'history.enter');
		const table = String((await readForm(event.request)).get('table') ?? '');
		return attempt({}, async () => {
			await importHistory(event.locals.app, actor, table);
			redirect(303, '/office/history?state=pending&done=entered');
		});
	}
};
