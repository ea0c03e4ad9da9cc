import { findPublicArchive } from '$lib/server/publications/find-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	archive: await findPublicArchive(locals.app, params.union)
});
