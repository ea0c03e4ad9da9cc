import { shortText } from '$lib/domain/question-change';
import type { Subject } from '$lib/domain/words';
import { Refused } from '../refusals';
import type { Rubrics } from '../rubrics/assemble';

/** A question that an improvement may answer. */
export interface AnswerableQuestion {
	id: string;
	subject: Subject;
	/** In a few words. */
	name: string;
}

/** What members are asked about. */
const memberSubjects = ['home', 'chair'] as const satisfies Subject[];

/** The questions that members are asked about the home and the chair. */
export function listQuestions({ questionnaires }: Rubrics): AnswerableQuestion[] {
	return memberSubjects.flatMap((subject) =>
		questionnaires[subject].items.map(({ id, text }) => ({ id, subject, name: shortText(text) }))
	);
}

/** Refuses `question_unknown` for an id that no question has. */
export function checkQuestion(rubrics: Rubrics, id: string | null): void {
	if (id !== null && !listQuestions(rubrics).some((question) => question.id === id))
		throw new Refused('question_unknown');
}
