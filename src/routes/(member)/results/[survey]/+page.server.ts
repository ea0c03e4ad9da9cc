import { findPublicPage } from '$lib/server/publications/find-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	page: await findPublicPage(locals.app, params.survey)
});
