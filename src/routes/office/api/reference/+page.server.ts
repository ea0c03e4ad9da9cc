import { authoriseActor } from '$lib/server/accounts/authorise';
import { describeApi } from '$lib/server/api/document';
import { referenceOf } from '$lib/server/api/reference';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	authoriseActor(event);
	return { origin: event.url.origin, reference: referenceOf(describeApi()) };
};
