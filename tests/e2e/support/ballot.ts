import { request, type Answer } from './http';

/** Both overall questions ticked: all that must be answered. */
export const complete = { 'home.overall': '1', 'chair.overall': '1' };

/** The hidden field of a freshly loaded ballot paper; `page` is its address. */
export async function readSubmissionId(page: string): Promise<string> {
	return submissionIdIn((await request(page)).body);
}

export function submissionIdIn(html: string): string {
	return /name="submission_id" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** The receipt number on the page that answers an accepted ballot. */
export function receiptIn(html: string): string | undefined {
	return /class="receipt"[^>]*>(.*?)<\/p>/s.exec(html)?.[1]?.replace(/<[^>]+>|\s/g, '');
}

/** What the error summary says. */
export function problemsIn(html: string): string[] {
	const [, list = ''] = /class="summary".*?<ul>(.*?)<\/ul>/s.exec(html) ?? [];
	return [...list.matchAll(/<a [^>]*>(.*?)<\/a>/gs)].map(([, text = '']) => text);
}

/** Posts the form as a page without script would. */
export function postBallot(page: string, form: Record<string, string>): Promise<Answer> {
	return request(page, { headers: { origin: new URL(page).origin }, form });
}
