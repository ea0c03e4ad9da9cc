import type { ChairPlan } from '$lib/domain/chair-electorate';
import { surveyTitle } from '$lib/domain/survey-title';
import type { Rules } from '$lib/domain/rules';
import type { Clock } from '../clock';
import type { SurveyWithSubjects } from '../surveys/read-survey';
import { draftValues, newSurveyValues } from '../surveys/survey-form-values';
import type { SuperiorChoices } from './superior-choices';
import type { SuperiorFormValues } from './superior-form';

/** What the form starts with: everybody below; where the annex wants named kinds and a sample, those kinds and the draw. */
export function newSuperiorValues(
	{ measure, kinds, draws }: SuperiorChoices,
	rules: Pick<Rules, 'turnout' | 'custody' | 'suppression'>,
	clock: Clock
): SuperiorFormValues {
	const usual = newSurveyValues({ member_count: 0 }, rules, clock);
	const draw = draws.find(({ year }) => String(year) === usual.year);
	return {
		...usual,
		...{ subjects: ['superior'], electorate: 'chairs' },
		title: surveyTitle(Number(usual.year), ['superior']),
		scope: measure?.whole_kinds && draw ? 'kinds' : 'all',
		kinds: kinds.map(({ kind }) => kind).filter((kind) => measure?.whole_kinds?.includes(kind)),
		draw: draw?.id ?? ''
	};
}

/** A draft as it goes back into the form. */
export function superiorDraftValues(
	survey: SurveyWithSubjects,
	plan: ChairPlan,
	clock: Clock
): SuperiorFormValues {
	return {
		...draftValues(survey, clock),
		scope: plan.kinds === null ? 'all' : 'kinds',
		kinds: plan.kinds ?? [],
		draw: plan.drawId ?? ''
	};
}
