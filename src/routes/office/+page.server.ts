import { authoriseActor } from '$lib/server/accounts/authorise';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	authoriseActor(event);
};
