import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { isUnset } from '$lib/server/accounts/first-administrator';
import { rememberBrowser } from '$lib/server/accounts/known-browser';
import { login, setOfficeCookies } from '$lib/server/accounts/login';
import { readLook } from '$lib/server/look';
import { readPlace } from '$lib/server/accounts/office-place';
import { readReturnAddress } from '$lib/server/accounts/return-address';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

const notices = new Map([
	['password', '新密码已生效，请用新密码登录。'],
	['logout', '已退出。'],
	['everywhere', '所有设备上的登录都已退出。']
]);

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
	const next = readReturnAddress(url.searchParams.get('next'));
	if (locals.actor) redirect(303, next);
	return {
		notice: notices.get(url.searchParams.get('after') ?? '') ?? null,
		next: next === '/office' ? null : next,
		look: readLook(cookies),
		unset: await isUnset(locals.app.db)
	};
};

const credentials = z.object({
	username: z.string().max(60).catch(''),
	password: z.string().max(128).catch(''),
	next: z.string().max(2000).catch('')
});

export const actions: Actions = {
	default: async (event) => {
		const { app } = event.locals;
		const typed = credentials.parse(Object.fromEntries(await readForm(event.request)));
		return attempt({ username: typed.username }, async () => {
			const tried = { ...typed, ...readPlace(event, typed.username) };
			const { setCookie, pending, username } = await login(app, tried, event.request.headers);
			setOfficeCookies(event.cookies, setCookie, event.url);
			const next = readReturnAddress(typed.next);
			if (pending) redirect(303, `/office/login/code?next=${encodeURIComponent(next)}`);
			rememberBrowser(app, event.cookies, username, event.url);
			redirect(303, next);
		});
	}
};
