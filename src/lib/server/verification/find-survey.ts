import { error } from '@sveltejs/kit';
import { normaliseSurveyNumber } from '$lib/domain/survey-number';
import type { App } from '../app';
import { readPublicSurvey, type PublicSurvey } from './public-survey';

/** The survey that an address names, or 404. */
export async function findSurvey(app: App, number: string): Promise<PublicSurvey> {
	const id = normaliseSurveyNumber(number);
	const survey = id === null ? null : await readPublicSurvey(app, id);
	return survey ?? error(404, '没有这个编号的问卷，或者它还没有开启。请对照票或通知再核对一次。');
}
