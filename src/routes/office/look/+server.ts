import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { themes, typeSizes } from '$lib/domain/look';
import { readLook, saveLook } from '$lib/server/look';
import { readForm } from '$lib/server/read-form';
import type { RequestHandler } from './$types';

const choices = z.object({
	type: z.enum(typeSizes).optional().catch(undefined),
	theme: z.enum(themes).optional().catch(undefined),
	back: z
		.string()
		.regex(/^\/office(?=[/?]|$)[^\\]*$/)
		.max(1000)
		.catch('/office')
});

/** Larger type, light or dark, for this browser: open to whoever has not signed in yet. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const { back, type, theme } = choices.parse(Object.fromEntries(await readForm(request)));
	const look = readLook(cookies);
	saveLook(cookies, { type: type ?? look.type, theme: theme ?? look.theme }, url);
	const { pathname, search } = new URL(back, url);
	redirect(303, pathname + search);
};
