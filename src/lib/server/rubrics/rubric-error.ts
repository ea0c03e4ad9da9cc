/** One thing that is wrong in a file of `rubrics/`. */
export interface RubricProblem {
	file: string;
	/** From 1. A missing field has the line where its surroundings begin. */
	line: number;
	/** Path of the field, such as `sections[0].points`; empty where the file is no YAML or missing. */
	field: string;
	message: string;
}

/** Files of `rubrics/` cannot be used; carries every problem found, in the order of files and lines. */
export class RubricError extends Error {
	readonly problems: readonly RubricProblem[];

	constructor(problems: readonly RubricProblem[]) {
		super(problems.map(formatProblem).join('\n'));
		this.name = 'RubricError';
		this.problems = problems;
	}
}

function formatProblem({ file, line, field, message }: RubricProblem): string {
	return [`${file}:${line}`, field, message].filter((part) => part !== '').join(': ');
}
