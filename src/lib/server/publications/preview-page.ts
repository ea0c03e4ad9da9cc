import { render } from 'svelte/server';
import PublicDocument from '$lib/components/publication/PublicDocument.svelte';
import { publicationPeriod } from '$lib/domain/publication-period';
import type { App } from '../app';
import { today } from '../clock';
import { findSurvey, showPublished } from './public-page';
import type { PublicationNotice } from './publish-survey';

/** The document that members would get if it were published now with these words: the same component, the same figures. */
export async function previewPage(
	app: App,
	surveyId: string,
	{ days, contact }: Pick<PublicationNotice, 'days' | 'contact'>
): Promise<string> {
	const survey = await findSurvey(app, surveyId);
	if (!survey) throw new Error(`no survey ${surveyId}`);
	const period = publicationPeriod(today(app.clock), days);
	const page = await showPublished(app, survey, { ...period, contact });
	const { head, body } = render(PublicDocument, { props: { page } });
	return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
}
