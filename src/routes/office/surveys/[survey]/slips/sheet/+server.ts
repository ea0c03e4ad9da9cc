import { redirect } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { readForm } from '$lib/server/read-form';
import { Refused, type RefusalCode } from '$lib/server/refusals';
import { addressWarning } from '$lib/server/settings/address-warning';
import { readPublicAddress } from '$lib/server/settings/public-address';
import { printSlips } from '$lib/server/slips/print-slips';
import { printPolicy } from '$lib/server/slips/security-policy';
import { sheetScripts } from '$lib/server/slips/sheet';
import { slipsForm } from '$lib/server/slips/slips-form';
import type { RequestHandler } from './$types';

/** Answers the order form with the slips themselves: the codes exist in this one answer and nowhere else. */
export const POST: RequestHandler = async (event) => {
	const { actor, survey, union } = await authoriseSurvey(
		event,
		'survey.manage',
		event.params.survey
	);
	const { app } = event.locals;
	const back = (code: RefusalCode): never =>
		redirect(303, `/office/surveys/${survey.id}/slips?refused=${code}`);
	const form = slipsForm.safeParse(Object.fromEntries(await readForm(event.request)));
	if (!form.success) return back('bad_slip_count');
	if (addressWarning(await readPublicAddress(app)) && !form.data.acknowledged)
		return back('address_not_acknowledged');
	try {
		const { size, kind, batchesBefore } = form.data;
		const order = { size, batchesBefore, voidUnused: kind === 'again', by: actor.userId };
		const sheet = await printSlips(app, { survey, union, ...order });
		return new Response(sheet, { headers });
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return back(error.code);
	}
};

const headers = {
	'content-type': 'text/html; charset=utf-8',
	'cache-control': 'no-store',
	'content-security-policy': printPolicy(sheetScripts),
	// A proxy that collects answers before passing them on would hold every code of the batch at once.
	'x-accel-buffering': 'no'
};
