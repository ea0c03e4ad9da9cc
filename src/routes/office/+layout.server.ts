import { authoriseActor } from '$lib/server/accounts/authorise';
import { readLook } from '$lib/server/look';
import { navigationOf } from './navigation';
import type { LayoutServerLoad } from './$types';

/** The frame of every office page. The login page stands outside of it (`+page@.svelte`), so this never runs for it. */
export const load: LayoutServerLoad = (event) => {
	const actor = authoriseActor(event);
	return {
		look: readLook(event.cookies),
		office: {
			name: actor.name,
			username: actor.username,
			// Until the one-time password is changed every other page would lead back here.
			navigation: actor.mustChangePassword ? [] : navigationOf(actor.roles),
			roles: actor.roles.map(({ role, unionId, unionName }) => ({ role, unionId, unionName }))
		}
	};
};
