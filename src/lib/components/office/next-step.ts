import type { Electorate, Mode, SurveyState } from '$lib/domain/words';

export interface Step {
	label: string;
	href: string;
}

/** A survey as far as the next step goes. */
interface Stage {
	id: string;
	state: SurveyState;
	mode: Mode;
	electorate: Electorate;
}

/**
 * Of a union's surveys of this year, the one that it is busy with, or the last one done; those in which it is rated from
 * below are not its own.
 */
export function surveyAtHand<T extends Stage>(surveys: readonly T[]): T | undefined {
	// A poster survey only hears opinions: the one of the year is still to come.
	const counting = surveys.filter(
		({ mode, electorate }) => mode !== 'poster' && electorate !== 'chairs'
	);
	return counting.find(({ state }) => state !== 'published') ?? counting[0];
}

/** The one thing a union does next about its surveys of this year. */
export function nextStep(unionId: string, surveys: readonly Stage[]): Step {
	const survey = surveyAtHand(surveys);
	if (!survey) return { label: '开一份今年的问卷', href: `/office/unions/${unionId}/surveys/new` };
	const href = `/office/surveys/${survey.id}`;
	if (survey.state === 'draft') return { label: '继续准备问卷', href };
	if (survey.state === 'open') return { label: '查看参评情况', href };
	if (survey.state === 'closed') return { label: '查看计票情况', href };
	if (survey.state === 'counted') return { label: '看结果并公示', href: `${href}/result` };
	return { label: '看结果', href: `${href}/result` };
}
