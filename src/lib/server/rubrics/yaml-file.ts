import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import { RubricError } from './rubric-error.ts';
import type { RubricProblem } from './rubric-error.ts';

export type FieldPath = readonly PropertyKey[];

/** A file that is YAML, with the way back from a field to its line. */
export interface YamlFile {
	name: string;
	value: unknown;
	/** Whether the file says anything there, be it `null`. */
	has(path: FieldPath): boolean;
	/** Line of the field, or of the innermost thing around it that exists. */
	lineOf(path: FieldPath): number;
}

/**
 * Reads one YAML 1.2 document with text keys. Aliases are refused: a rule that is edited in one place
 * must not change in another.
 * @throws RubricError with every error of syntax
 */
export function readYaml(source: string, name: string): YamlFile {
	const lineCounter = new LineCounter();
	const document = parseDocument(source, { lineCounter, prettyErrors: false, stringKeys: true });
	const lineAt = (offset: number) => Math.max(1, lineCounter.linePos(offset).line);
	const problems = [...syntaxProblems(document, name, lineAt), ...aliases(document, name, lineAt)];
	if (problems.length > 0) throw new RubricError(problems);
	return {
		name,
		value: document.toJS(),
		has: (path) => trace(document, path).complete,
		lineOf: (path) => lineAt(trace(document, path).offset)
	};
}

type LineAt = (offset: number) => number;

function syntaxProblems(document: Document, file: string, lineAt: LineAt): RubricProblem[] {
	// A warning (an unknown tag, say) means that the file does not say what its author thinks.
	return [...document.errors, ...document.warnings].map((error: YAMLError) => ({
		file,
		line: lineAt(error.pos[0]),
		field: '',
		message: error.message
	}));
}

function aliases(document: Document, file: string, lineAt: LineAt): RubricProblem[] {
	const found: RubricProblem[] = [];
	visit(document, {
		Alias(_key, node) {
			const line = lineAt(node.range?.[0] ?? 0);
			found.push({ file, line, field: '', message: `write *${node.source} out in full` });
		}
	});
	return found;
}

/** Follows a path as far as it goes; `offset` is where the last thing found begins. */
function trace(document: Document, path: FieldPath): { offset: number; complete: boolean } {
	let node: unknown = document.contents;
	let offset = document.contents?.range?.[0] ?? 0;
	for (const key of path) {
		const step = stepInto(node, key);
		if (step === undefined) return { offset, complete: false };
		({ offset, node } = step);
	}
	return { offset, complete: true };
}

function stepInto(node: unknown, key: PropertyKey): { offset: number; node: unknown } | undefined {
	if (isSeq(node) && typeof key === 'number') {
		const item = node.items[key];
		return isNode(item) ? { offset: item.range?.[0] ?? 0, node: item } : undefined;
	}
	if (!isMap(node)) return undefined;
	const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
	if (pair === undefined || !isScalar(pair.key)) return undefined;
	return { offset: pair.key.range?.[0] ?? 0, node: pair.value };
}
