import { error } from '@sveltejs/kit';
import { normaliseSurveyNumber } from '$lib/domain/survey-number';
import type { App } from '../app';
import { readPublicArchive, type PublicArchive } from './public-archive';
import { readPublicPage, type PublicPage } from './public-page';

// One answer for what was never there and what is not published yet: an address tells nothing about either.
const nothing =
	'这里没有公示的结果：可能网址不对，也可能结果还没有公示。请对照公示通知再核对一次，或问本单位工会。';

/** The page that an address names, or 404. */
export async function findPublicPage(app: App, number: string): Promise<PublicPage> {
	const id = normaliseSurveyNumber(number);
	return (id === null ? null : await readPublicPage(app, id)) ?? error(404, nothing);
}

/** The archive of a union that has published something, or 404. */
export async function findPublicArchive(app: App, unionId: string): Promise<PublicArchive> {
	return (await readPublicArchive(app, unionId)) ?? error(404, nothing);
}
