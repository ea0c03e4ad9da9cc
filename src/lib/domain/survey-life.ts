import type { SurveyState } from './words.ts';

/**
 * Forward only, but for a publication that is withdrawn (撤下); 作废 from anywhere before destruction, and nothing after
 * it. Voiding keeps the survey listed.
 */
const transitions: Record<SurveyState, readonly SurveyState[]> = {
	draft: ['open', 'void'],
	open: ['closed', 'void'],
	closed: ['counted', 'void'],
	counted: ['published', 'void'],
	published: ['counted', 'destroyed', 'void'],
	destroyed: [],
	void: []
};

export function canTransition(from: SurveyState, to: SurveyState): boolean {
	return transitions[from].includes(to);
}

export function nextStates(from: SurveyState): readonly SurveyState[] {
	return transitions[from];
}
