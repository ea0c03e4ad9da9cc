import { redirect } from '@sveltejs/kit';
import { columnsOf } from '$lib/domain/import/columns';
import { authorise, authoriseUnion } from '$lib/server/accounts/authorise';
import { readImportQuery } from '$lib/server/imports/import-query';
import { managedUnions } from '$lib/server/imports/reach';
import { stageImport } from '$lib/server/imports/stage-import';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.manage');
	const { noun, union } = readImportQuery(event.url.searchParams);
	const unions = await managedUnions(event.locals.app.db, actor);
	return {
		...{ noun, union },
		columns: columnsOf[noun].map(({ header, hint }) => ({ header, hint })),
		unions: unions.map(({ id, name }) => ({ id, name }))
	};
};

export const actions: Actions = {
	/** Without scripts: a file that fits into one request. */
	default: async (event) => {
		const actor = authorise(event, 'union.manage');
		const form = await readForm(event.request);
		const [noun, union] = [String(form.get('noun') ?? ''), String(form.get('union') ?? '')];
		const query = readImportQuery(new URLSearchParams({ noun, union }));
		await authoriseUnion(event, 'union.manage', query.union);
		return attempt({ noun: query.noun, union: query.union }, async () => {
			const file = form.get('file');
			if (!(file instanceof File) || file.size === 0) throw new Refused('import_file_missing');
			const bytes = new Uint8Array(await file.arrayBuffer());
			const upload = { noun: query.noun, unionId: query.union, fileName: file.name, bytes };
			const id = await stageImport(event.locals.app, { ...upload, by: actor.userId });
			redirect(303, `/office/imports/${id}`);
		});
	}
};
