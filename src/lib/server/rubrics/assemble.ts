import type { z } from 'zod';
import type { Questionnaire } from '../../domain/questionnaire.ts';
import { rubricLevels } from '../../domain/rubric.ts';
import type { Rubric, RubricLevel } from '../../domain/rubric.ts';
import type { Rules } from '../../domain/rules.ts';
import { subjects } from '../../domain/words.ts';
import type { Subject } from '../../domain/words.ts';
import { checkFile } from './check-file.ts';
import type { CheckedFile } from './check-file.ts';
import { checkAcross } from './cross-check.ts';
import { questionnaireSchema } from './questionnaire-schema.ts';
import { RubricError } from './rubric-error.ts';
import type { RubricProblem } from './rubric-error.ts';
import { rubricSchema } from './rubric-schema.ts';
import { rulesSchema } from './rules-schema.ts';

/** Everything in `rubrics/`. */
export interface Rubrics {
	rubrics: Record<RubricLevel, Rubric>;
	rules: Rules;
	questionnaires: Record<Subject, Questionnaire>;
}

/** Sources by file name, such as `rubrics/rules.yaml`. */
export type RubricSources = Readonly<Record<string, string>>;

const rulesFile = 'rubrics/rules.yaml';
const rubricFile = (level: RubricLevel) => `rubrics/${level}.yaml`;
const questionnaireFile = (subject: Subject) => `rubrics/questionnaires/${subject}.yaml`;

/**
 * Checks all files, each by itself and against the others.
 * @throws RubricError naming file, line and field of everything that is wrong in any of them
 */
export function assembleRubrics(sources: RubricSources): Rubrics {
	const problems = unknownFiles(sources);
	const read = <T>(schema: z.ZodType<T>, name: string) => attempt(schema, sources, name, problems);
	const rules = read(rulesSchema, rulesFile);
	const rubrics = keyed(rubricLevels, (level) => read(rubricSchema, rubricFile(level)));
	const asked = keyed(subjects, (subject) => read(questionnaireSchema, questionnaireFile(subject)));
	if (rules === undefined || !isWhole(rubrics) || !isWhole(asked) || problems.length > 0) {
		throw new RubricError(problems);
	}
	const conflicts = checkAcross(rubrics, rules, asked);
	if (conflicts.length > 0) throw new RubricError(conflicts);
	return {
		rubrics: keyed(rubricLevels, (level) => rubrics[level].value),
		rules: rules.value,
		questionnaires: keyed(subjects, (subject) => asked[subject].value)
	};
}

/** Reads a file, or notes its problems and goes on, so that the operator sees all of them at once. */
function attempt<T>(
	schema: z.ZodType<T>,
	sources: RubricSources,
	name: string,
	problems: RubricProblem[]
): CheckedFile<T> | undefined {
	const source = sources[name];
	if (source === undefined) {
		problems.push({ file: name, line: 1, field: '', message: 'the file is missing' });
		return undefined;
	}
	try {
		return checkFile(schema, source, name);
	} catch (error) {
		if (!(error instanceof RubricError)) throw error;
		problems.push(...error.problems);
		return undefined;
	}
}

/** A file nobody reads is most likely a misspelt name. */
function unknownFiles(sources: RubricSources): RubricProblem[] {
	const known = [rulesFile, ...rubricLevels.map(rubricFile), ...subjects.map(questionnaireFile)];
	return Object.keys(sources)
		.filter((name) => !known.includes(name))
		.map((file) => ({ file, line: 1, field: '', message: 'no file of this name is expected' }));
}

function keyed<K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V> {
	return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;
}

function isWhole<K extends string, V>(record: Record<K, V | undefined>): record is Record<K, V> {
	return !Object.values(record).includes(undefined);
}
