import { redirect } from '@sveltejs/kit';
import { authorise } from '$lib/server/accounts/authorise';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { addressNote, addressWarning } from '$lib/server/settings/address-warning';
import { listLanAddresses } from '$lib/server/settings/lan-addresses';
import {
	defaultAddress,
	readOwnAddress,
	setPublicAddress
} from '$lib/server/settings/public-address';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'setting.manage');
	const { app } = event.locals;
	const own = await readOwnAddress(app);
	const address = own ?? defaultAddress(app);
	return {
		own,
		address,
		warning: addressWarning(address),
		note: addressNote(address),
		suggestions: [...new Set([event.url.origin, ...listLanAddresses(app.config.port)])].filter(
			(suggestion) => suggestion !== address && addressWarning(suggestion) === null
		),
		saved: event.url.searchParams.get('done') === 'saved'
	};
};

export const actions: Actions = {
	default: async (event) => {
		const actor = authorise(event, 'setting.manage');
		const typed = String((await readForm(event.request)).get('address') ?? '');
		return attempt({ address: typed }, async () => {
			await setPublicAddress(event.locals.app, typed, actor.userId);
			redirect(303, '/office/settings?done=saved');
		});
	}
};
