import { redirect } from '@sveltejs/kit';
import { authoriseSurvey } from '$lib/server/accounts/authorise';
import { readPublicPage } from '$lib/server/publications/public-page';
import { noticeScripts, renderNotice } from '$lib/server/publications/render-notice';
import { addressWarning } from '$lib/server/settings/address-warning';
import { readPublicAddress } from '$lib/server/settings/public-address';
import { printPolicy } from '$lib/server/slips/security-policy';
import type { RequestHandler } from './$types';

/** 公示单: a sheet for the notice board, of what stands published. */
export const GET: RequestHandler = async (event) => {
	const { survey } = await authoriseSurvey(event, 'union.read', event.params.survey);
	const back = `/office/surveys/${survey.id}/publication`;
	const page = await readPublicPage(event.locals.app, survey.id);
	if (page?.state !== 'published') redirect(303, back);
	const address = await readPublicAddress(event.locals.app);
	const html = renderNotice(page, { address, warning: addressWarning(address), back });
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': printPolicy(noticeScripts)
		}
	});
};
