import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Every TypeScript file of the product (not its tests) below `folder`, parsed. */
export function parseFolder(folder: string): ts.SourceFile[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.map((name) => join(folder, name))
		.map((path) => parse(path, readFileSync(path, 'utf8')));
}

export function parse(path: string, text: string): ts.SourceFile {
	return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Every node below (and including) `node`, in the order of the text, but for comments. */
export function* walk(node: ts.Node): Generator<ts.Node> {
	if (ts.isJSDoc(node)) return;
	yield node;
	for (const child of node.getChildren()) yield* walk(child);
}

/** `file:line: text`, as an editor understands it. */
export function placeOf(node: ts.Node): string {
	const file = node.getSourceFile();
	const { line } = file.getLineAndCharacterOfPosition(node.getStart());
	return `${file.fileName}:${line + 1}: ${node.getText().split('\n')[0]}`;
}
