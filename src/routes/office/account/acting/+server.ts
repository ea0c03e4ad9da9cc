import { redirect } from '@sveltejs/kit';
import { chooseActing } from '$lib/server/accounts/acting';
import { authoriseActor } from '$lib/server/accounts/authorise';
import { readForm } from '$lib/server/read-form';
import type { RequestHandler } from './$types';

/** Chooses the role that home page and navigation follow; an empty one chooses none in particular. */
export const POST: RequestHandler = async (event) => {
	const actor = authoriseActor(event);
	const chosen = String((await readForm(event.request)).get('role') ?? '');
	await chooseActing(event.locals.app.db, actor, chosen);
	redirect(303, '/office');
};
