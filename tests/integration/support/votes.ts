import { questionIds } from '$lib/domain/questionnaire';
import type { Option } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { submit, type TestSurvey } from './open-survey';

/** One option for every question of 会员评家 and 会员评议工会主席. */
export function sameAnswer(app: App, option: Option): Record<string, string> {
	const { home, chair } = app.rubrics.questionnaires;
	const ids = [home, chair].flatMap(questionIds);
	return Object.fromEntries(ids.map((id) => [id, option]));
}

/** Casts one ballot per entry with the survey's codes, from the first on; throws if one is not accepted. */
export async function cast(
	app: App,
	{ surveyId, codes }: Pick<TestSurvey, 'surveyId' | 'codes'>,
	ballots: readonly Record<string, string>[]
): Promise<void> {
	for (const [index, answers] of ballots.entries()) {
		const outcome = await submit(app, surveyId, codes[index], { answers });
		if (outcome.kind !== 'accepted') throw new Error(`ballot ${index}: ${outcome.kind}`);
	}
}

/** `satisfied` ballots of 满意 and so on, every question answered alike. */
export function ballotsOf(
	app: App,
	votes: Partial<Record<Option, number>>
): Record<string, string>[] {
	return (Object.entries(votes) as [Option, number][]).flatMap(([option, n]) =>
		Array.from({ length: n }, () => sameAnswer(app, option))
	);
}
