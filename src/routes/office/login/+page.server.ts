import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { login, setOfficeCookies } from '$lib/server/accounts/login';
import { readLook } from '$lib/server/look';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

const notices = new Map([
	['password', '新密码已生效，请用新密码登录。'],
	['logout', '已退出。']
]);

export const load: PageServerLoad = ({ locals, url, cookies }) => {
	if (locals.actor) redirect(303, '/office');
	const notice = notices.get(url.searchParams.get('after') ?? '') ?? null;
	return { notice, look: readLook(cookies) };
};

const credentials = z.object({
	username: z.string().max(60).catch(''),
	password: z.string().max(128).catch('')
});

export const actions: Actions = {
	default: async (event) => {
		const { app } = event.locals;
		const typed = credentials.parse(Object.fromEntries(await readForm(event.request)));
		return attempt({ username: typed.username }, async () => {
			const address = event.getClientAddress();
			const setCookie = await login(app.db, app.auth, app.loginLimiter, { ...typed, address });
			setOfficeCookies(event.cookies, setCookie, event.url);
			redirect(303, '/office');
		});
	}
};
