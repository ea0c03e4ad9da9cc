import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { findFingerprint } from '$lib/server/ballots/sign-receipt';
import { addressWarning } from '$lib/server/settings/address-warning';
import { readPublicAddress } from '$lib/server/settings/public-address';
import { posterScripts, renderPoster } from '$lib/server/slips/poster';
import { slipText } from '$lib/server/slips/print-slips';
import { printPolicy } from '$lib/server/slips/security-policy';
import type { RequestHandler } from './$types';

/** A sheet for the notice board: the survey's address without any code. */
export const GET: RequestHandler = async (event) => {
	const { survey, union } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const address = await readPublicAddress(event.locals.app);
	const html = renderPoster({
		text: slipText(survey, union, address, await findFingerprint(event.locals.app, survey.id)),
		open: survey.mode === 'poster',
		opensAt: survey.opened_at ?? survey.opens_at,
		closesAt: survey.closed_at ?? survey.closes_at,
		warning: addressWarning(address),
		back: `/office/surveys/${survey.id}`
	});
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': printPolicy(posterScripts)
		}
	});
};
