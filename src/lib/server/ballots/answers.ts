import { z } from 'zod';
import { questionIds, type Questionnaire } from '$lib/domain/questionnaire';
import type { Option } from '$lib/domain/words';
import { cleanComment } from './comment';

/** What one member answered. A question that is not in `ratings` was left blank (弃权). */
export interface Answers {
	ratings: Record<string, Option>;
	/** Only those that were written, cleaned. */
	comments: Record<string, string>;
}

export interface AnswerProblem {
	questionId: string;
	problem: 'missing' | 'unknown_option' | 'too_long' | 'malformed';
}

export type ParsedAnswers =
	{ ok: true; answers: Answers } | { ok: false; problems: AnswerProblem[] };

// A form as an object: question id to value. Other fields (code, submission id) are none of our business.
const form = z.record(z.string(), z.unknown());

/**
 * Reads untrusted answers, `{'home.overall': 'satisfied', 'home.comment': '…'}`, against the questionnaires of a survey.
 * The overall question of each subject must be answered; an empty or absent item is blank.
 */
export function parseAnswers(
	questionnaires: readonly Questionnaire[],
	raw: unknown
): ParsedAnswers {
	const parsed = form.safeParse(raw);
	const fields = new Map(parsed.success ? Object.entries(parsed.data) : []);
	const answers: Answers = { ratings: {}, comments: {} };
	const problems = questionnaires.flatMap((questionnaire) => [
		...readRatings(questionnaire, fields, answers),
		...readComment(questionnaire, fields, answers)
	]);
	return problems.length === 0 ? { ok: true, answers } : { ok: false, problems };
}

function readRatings(
	questionnaire: Questionnaire,
	fields: Map<string, unknown>,
	answers: Answers
): AnswerProblem[] {
	return questionIds(questionnaire).flatMap((questionId): AnswerProblem[] => {
		const value = fields.get(questionId) ?? '';
		if (value === '' && questionId !== questionnaire.overall.id) return [];
		if (value === '') return [{ questionId, problem: 'missing' }];
		if (typeof value !== 'string') return [{ questionId, problem: 'malformed' }];
		const option = questionnaire.options.find((one) => one === value);
		if (!option) return [{ questionId, problem: 'unknown_option' }];
		answers.ratings[questionId] = option;
		return [];
	});
}

function readComment(
	{ comment }: Questionnaire,
	fields: Map<string, unknown>,
	answers: Answers
): AnswerProblem[] {
	const value = fields.get(comment.id) ?? '';
	if (typeof value !== 'string') return [{ questionId: comment.id, problem: 'malformed' }];
	const text = cleanComment(value);
	if (text.length > comment.max_length) return [{ questionId: comment.id, problem: 'too_long' }];
	if (text !== '') answers.comments[comment.id] = text;
	return [];
}
