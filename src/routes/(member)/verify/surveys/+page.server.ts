import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '$lib/server/read-form';
import { listPublicSurveys } from '$lib/server/verification/list-public';
import type { Actions, PageServerLoad } from './$types';

const longestName = 60;

export const load: PageServerLoad = async ({ locals, url }) => {
	const union = (url.searchParams.get('union') ?? '').trim().slice(0, longestName);
	const year = readNumber(url.searchParams.get('year'));
	const page = readNumber(url.searchParams.get('page')) ?? 1;
	return { union, year, ...(await listPublicSurveys(locals.app.db, { union, year, page })) };
};

function readNumber(text: string | null): number | null {
	return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

export const actions: Actions = {
	// A POST first: a slip's code that is typed here by mistake must not end in an address.
	default: async ({ request }) => {
		const form = await readForm(request);
		const union = String(form.get('union') ?? '').trim();
		const year = readNumber(String(form.get('year') ?? ''));
		if (/^[\d\s-]{12,}$/.test(union.normalize('NFKC')))
			return fail(400, { message: '这像是票上的码。这里填工会的名称，码不要填在这里' });
		const query = new URLSearchParams({ union: union.slice(0, longestName) });
		if (year !== null) query.set('year', String(year));
		redirect(303, `/verify/surveys?${query}`);
	}
};
