import { z } from 'zod';
import type { Questionnaire } from '../../domain/questionnaire.ts';
import { sectionIds } from '../../domain/rubric.ts';
import { options, subjects } from '../../domain/words.ts';
import type { Option } from '../../domain/words.ts';
import { checkFile } from './check-file.ts';
import { positive, report, reportRepeats, text } from './schema-parts.ts';

/** More cannot be answered in under a minute together with the other subject. */
const mostItems = 10;

/** In UTF-16 units. Ballots are padded to one length, so every comment has to be paid for by all. */
const longestComment = 200;

/** Without these no rate rule can be applied. */
const neededOptions: Option[] = ['satisfied', 'basically_satisfied', 'dissatisfied'];

const questionId = z
	.string()
	.regex(/^[a-z]+\.[a-z_]+$/u, 'must be <subject>.<word> in small letters');

const item = z.strictObject({ id: questionId, section: z.enum(sectionIds), text });

/** The shape of `rubrics/questionnaires/<subject>.yaml`. */
export const questionnaireSchema = z
	.strictObject({
		id: z.enum(subjects),
		version: positive,
		subject: z.enum(subjects),
		title: text,
		intro: text,
		overall: z.strictObject({ id: questionId, text }),
		items: z
			.array(item)
			.min(1, 'must not be empty')
			.max(mostItems, `must be at most ${mostItems} questions`),
		comment: z.strictObject({
			id: questionId,
			prompt: text,
			warning: text,
			max_length: positive.max(longestComment, `must be at most ${longestComment}`)
		}),
		options: z.array(z.enum(options))
	})
	.superRefine((value, context) => {
		if (value.id !== value.subject) report(context, ['subject'], `must be the id, ${value.id}`);
		checkQuestionIds(value, context);
		checkOptions(value.options, context);
	}) satisfies z.ZodType<Questionnaire>;

function checkQuestionIds(value: Questionnaire, context: z.core.$RefinementCtx): void {
	const { id, overall, comment, items } = value;
	if (overall.id !== `${id}.overall`) report(context, ['overall', 'id'], `must be ${id}.overall`);
	if (comment.id !== `${id}.comment`) report(context, ['comment', 'id'], `must be ${id}.comment`);
	items.forEach((entry, index) => {
		if (entry.id.startsWith(`${id}.`)) return;
		report(context, ['items', index, 'id'], `must begin with ${id}.`);
	});
	const places = [['overall', 'id'], ['comment', 'id'], ...items.map((_, i) => ['items', i, 'id'])];
	const ids = [overall.id, comment.id, ...items.map((entry) => entry.id)];
	reportRepeats(context, ids, (index) => places[index] ?? []);
}

function checkOptions(given: Option[], context: z.core.$RefinementCtx): void {
	reportRepeats(context, given, (index) => ['options', index]);
	const missing = neededOptions.filter((option) => !given.includes(option));
	if (missing.length > 0) report(context, ['options'], `must contain ${missing.join(', ')}`);
}

/**
 * The questions about one subject from their YAML.
 * @throws RubricError naming file, line and field of everything that is wrong
 */
export function parseQuestionnaire(source: string, fileName: string): Questionnaire {
	return checkFile(questionnaireSchema, source, fileName).value;
}
