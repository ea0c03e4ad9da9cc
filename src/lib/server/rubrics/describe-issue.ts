import type { z } from 'zod';
import type { RubricProblem } from './rubric-error.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

const expectations: Record<string, string> = {
	string: 'text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'a group of fields'
};

/** Puts what zod found into plain words, with the line it is about. Unknown fields are named one by one. */
export function describeIssue(file: YamlFile, issue: Issue): RubricProblem[] {
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => problemAt(file, [...issue.path, key], 'is not a known field'));
	}
	return [problemAt(file, issue.path, explain(file, issue))];
}

/** A problem at a path of a file. */
export function problemAt(file: YamlFile, path: FieldPath, message: string): RubricProblem {
	const field = path.length === 0 ? '(whole file)' : formatPath(path);
	return { file: file.name, line: file.lineOf(path), field, message };
}

function explain(file: YamlFile, issue: Issue): string {
	if (!file.has(issue.path)) return 'is missing';
	if (issue.code === 'invalid_type') {
		return `must be ${expectations[issue.expected] ?? issue.expected}`;
	}
	if (issue.code === 'invalid_value') {
		return issue.values.length === 1
			? `must be ${String(issue.values[0])}`
			: `must be one of ${issue.values.map(String).join(', ')}`;
	}
	return issue.message;
}

/** `sections[0].groups[2].points` */
function formatPath(path: FieldPath): string {
	return path
		.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
		.join('')
		.replace(/^\./, '');
}
