import { redirect } from '@sveltejs/kit';
import { authorise } from '$lib/server/accounts/authorise';
import { commitLater } from '$lib/server/imports/commit-import';
import { readImportQuery } from '$lib/server/imports/import-query';
import { discardImport } from '$lib/server/imports/keep-imports';
import { reachImport } from '$lib/server/imports/reach';
import { firstOutcome, readImportRows } from '$lib/server/imports/read-imports';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.manage');
	const { db } = event.locals.app;
	const found = await reachImport(db, actor, event.params.import);
	const { show, page } = readImportQuery(event.url.searchParams);
	const outcome = show ?? firstOutcome(found);
	const settled = found.state === 'checked' || found.state === 'committed';
	return {
		import: found,
		outcome,
		rows: settled ? await readImportRows(db, found, outcome, page) : null
	};
};

export const actions: Actions = {
	/** Writes it, all or nothing. */
	commit: async (event) => {
		const actor = authorise(event, 'union.manage');
		const { app } = event.locals;
		const { id } = await reachImport(app.db, actor, event.params.import);
		return attempt({}, async () => {
			await commitLater(app, id, actor.userId);
			redirect(303, `/office/imports/${id}`);
		});
	},
	/** Throws it away. */
	discard: async (event) => {
		const actor = authorise(event, 'union.manage');
		const { app } = event.locals;
		const { id } = await reachImport(app.db, actor, event.params.import);
		return attempt({}, async () => {
			await discardImport(app, id, actor.userId);
			redirect(303, `/office/imports/${id}`);
		});
	}
};
