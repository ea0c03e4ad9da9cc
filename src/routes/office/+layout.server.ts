import { actingKey, asActing, type Actor } from '$lib/server/accounts/actor';
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
			navigation: isHeldUp(actor) ? [] : navigationOf(asActing(actor).roles),
			roles: actor.roles.map(({ role, unionId, unionName }) => ({ role, unionId, unionName })),
			acting: actor.acting ? actingKey(actor.acting) : null,
			idleMinutes: actor.session?.idleMinutes ?? 0
		}
	};
};

/** Until the password is changed, or a required second factor set up, every other page would lead back to that one. */
function isHeldUp(actor: Actor): boolean {
	return actor.mustChangePassword || (actor.session?.mustEnrol ?? false);
}
