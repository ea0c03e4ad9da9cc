import { readForm } from '$lib/server/read-form';
import { bytesToHex } from '@noble/hashes/utils.js';
import { error, fail } from '@sveltejs/kit';
import { z } from 'zod';
import type { RehearsedPoints } from '$lib/domain/custody/rehearsal';
import { today } from '$lib/server/clock';
import { readHolderPage, type HolderPage, type Place } from '$lib/server/custody/holder-page';
import { makeSheet } from '$lib/server/custody/make-sheet';
import { readBytes } from '$lib/server/custody/place-form';
import { rehearse } from '$lib/server/custody/rehearse';
import { checkbox, line, parseForm } from '$lib/server/form';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
	const page = await readHolderPage(locals.app.db, params.token);
	if (!page) {
		const unknown = new Refused('invitation_unknown');
		error(unknown.status, unknown.text);
	}
	return { ...sendable(page), today: today(locals.app.clock) };
};

/** Bytes as hex: what a page is sent is text. */
function sendable({ own, places, publicKeys: _keys, challenge, ...page }: HolderPage) {
	const place = ({ publicKey, ...rest }: Place) => ({
		...rest,
		publicKey: publicKey && bytesToHex(publicKey)
	});
	return {
		...page,
		own: place(own),
		places: places.map(place),
		challenge: challenge && bytesToHex(challenge)
	};
}

const makeForm = z.object({
	name: line('姓名', 40),
	notChair: checkbox.refine((checked) => checked, '请确认；不能确认的，请换一位保管人。'),
	printed: checkbox.refine((checked) => checked, '请先打印或抄好钥匙单，再交公开钥匙。')
});

const pointsForm = z.record(
	z.string().max(32),
	z.partialRecord(z.enum(['12', '13', '23']), z.string().max(64))
);

function readPoints(form: FormData): RehearsedPoints {
	try {
		return pointsForm.parse(JSON.parse(String(form.get('points') ?? '')));
	} catch {
		// No JSON, or not of this shape: nothing that our page sends.
		throw new Refused('rehearsal_failed');
	}
}

export const actions: Actions = {
	make: async ({ locals, params, request }) => {
		const data = await readForm(request);
		const form = parseForm(makeForm, data);
		if (form.invalid) return fail(400, form.invalid);
		const sheet = { name: form.data.name, publicKey: readBytes(data, 'publicKey') };
		return attempt(form.typed, () =>
			makeSheet(locals.app.db, locals.app.clock, params.token, sheet)
		);
	},
	rehearse: async ({ locals, params, request }) => {
		const data = await readForm(request);
		return attempt({}, async () => {
			const rehearsal = { points: readPoints(data), proof: readBytes(data, 'proof') };
			await rehearse(locals.app.db, locals.app.clock, params.token, rehearsal);
		});
	}
};
