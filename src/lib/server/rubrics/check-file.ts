import type { z } from 'zod';
import { describeIssue } from './describe-issue.ts';
import { RubricError } from './rubric-error.ts';
import { readYaml } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** What a file says, beside the file for the lines of later findings. */
export interface CheckedFile<T> {
	file: YamlFile;
	value: T;
}

/**
 * Reads a file and checks it against its schema.
 * @throws RubricError with every problem of the file
 */
export function checkFile<T>(schema: z.ZodType<T>, source: string, name: string): CheckedFile<T> {
	const file = readYaml(source, name);
	const result = schema.safeParse(file.value);
	if (result.success) return { file, value: result.data };
	const problems = result.error.issues.flatMap((issue) => describeIssue(file, issue));
	throw new RubricError(problems.toSorted((a, b) => a.line - b.line));
}
