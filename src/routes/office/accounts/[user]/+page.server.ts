import { error, fail, redirect } from '@sveltejs/kit';
import { findRoles, parseAccount, ROLE_ROWS } from '$lib/server/accounts/account-form';
import { authorise } from '$lib/server/accounts/authorise';
import {
	editAccount,
	resetPassword,
	setDisabled,
	unlockAccount
} from '$lib/server/accounts/edit-account';
import { readAccount } from '$lib/server/accounts/list-accounts';
import { removeSecondFactor } from '$lib/server/accounts/second-factor';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import { listUnionChoices } from '$lib/server/unions/read-union';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'account.manage');
	const { db, clock } = event.locals.app;
	const account = await readAccount(db, clock.now(), event.params.user);
	if (!account) {
		const { status, text } = new Refused('not_found');
		error(status, text);
	}
	return {
		account,
		self: account.id === actor.userId,
		unions: await listUnionChoices(db, null),
		rows: Math.max(ROLE_ROWS, account.roles.length + 1),
		done: event.url.searchParams.get('done')
	};
};

/** The buttons send no text. */
const nothing: Record<string, string> = {};

export const actions: Actions = {
	edit: async (event) => {
		const actor = authorise(event, 'account.manage');
		const { app } = event.locals;
		const { typed, data, invalid } = parseAccount(await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const roles = await findRoles(app.db, typed);
			await editAccount(app, event.params.user, { ...data, roles }, actor.userId);
			redirect(303, `/office/accounts/${event.params.user}?done=edited`);
		});
	},
	reset: async (event) => {
		const actor = authorise(event, 'account.manage');
		return attempt(nothing, async () => ({
			password: await resetPassword(event.locals.app, event.params.user, actor.userId)
		}));
	},
	unlock: async (event) => {
		const actor = authorise(event, 'account.manage');
		return attempt(nothing, async () => {
			await unlockAccount(event.locals.app, event.params.user, actor.userId);
			redirect(303, `/office/accounts/${event.params.user}?done=unlocked`);
		});
	},
	factor: async (event) => {
		const actor = authorise(event, 'account.manage');
		return attempt(nothing, async () => {
			// One's own is taken away where the password is asked for.
			if (event.params.user === actor.userId) throw new Refused('own_account');
			await removeSecondFactor(event.locals.app, event.params.user, actor.userId);
			redirect(303, `/office/accounts/${event.params.user}?done=factor`);
		});
	},
	disable: async (event) => {
		const actor = authorise(event, 'account.manage');
		return attempt(nothing, async () => {
			await setDisabled(event.locals.app, event.params.user, true, actor.userId);
			redirect(303, `/office/accounts/${event.params.user}?done=disabled`);
		});
	},
	enable: async (event) => {
		const actor = authorise(event, 'account.manage');
		return attempt(nothing, async () => {
			await setDisabled(event.locals.app, event.params.user, false, actor.userId);
			redirect(303, `/office/accounts/${event.params.user}?done=enabled`);
		});
	}
};
