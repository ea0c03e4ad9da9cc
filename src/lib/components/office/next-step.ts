import type { Mode, SurveyState } from '$lib/domain/words';

export interface Step {
	label: string;
	href: string;
}

/** The one thing to do next about a union's surveys of this year. */
export function nextStep(
	unionId: string,
	surveys: { id: string; state: SurveyState; mode: Mode }[]
): Step {
	// A poster survey only hears opinions: the one of the year is still to come.
	const counting = surveys.filter(({ mode }) => mode !== 'poster');
	const survey = counting.find(({ state }) => state !== 'published') ?? counting[0];
	if (!survey) return { label: '开一份今年的问卷', href: `/office/unions/${unionId}/surveys/new` };
	const href = `/office/surveys/${survey.id}`;
	if (survey.state === 'draft') return { label: '继续准备问卷', href };
	if (survey.state === 'open') return { label: '查看参评情况', href };
	if (survey.state === 'closed') return { label: '查看计票情况', href };
	if (survey.state === 'counted') return { label: '看结果并公示', href: `${href}/result` };
	return { label: '看结果', href: `${href}/result` };
}
