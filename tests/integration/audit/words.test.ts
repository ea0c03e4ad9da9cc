import ts from 'typescript';
import { expect, test } from 'vitest';
import { actNames } from '$lib/server/audit/act-names';
import { parseFolder, walk } from '../database/source-walk';

/** Every act that the source names beside its noun. */
function listActs(): [noun: string, action: string][] {
	const literals = parseFolder('src/lib/server').flatMap((file) =>
		[...walk(file)].filter(ts.isObjectLiteralExpression)
	);
	return literals.flatMap((literal) => {
		const [noun] = textsOf(literal, 'noun');
		return noun
			? textsOf(literal, 'action').map((action) => [noun, action] as [string, string])
			: [];
	});
}

/** The texts a property may have: one, or those of a condition; also where it is spread in. */
function textsOf(literal: ts.ObjectLiteralExpression, name: string): string[] {
	return literal.properties.flatMap((property) => {
		if (ts.isSpreadAssignment(property) && ts.isObjectLiteralExpression(property.expression))
			return textsOf(property.expression, name);
		if (!ts.isPropertyAssignment(property) || property.name.getText() !== name) return [];
		const value = property.initializer;
		const parts = ts.isConditionalExpression(value) ? [value.whenTrue, value.whenFalse] : [value];
		return parts.filter(ts.isStringLiteral).map(({ text }) => text);
	});
}

test('every act has its Chinese words', () => {
	const acts = listActs();
	expect(acts.length).toBeGreaterThan(30);
	const unnamed = acts.filter(([noun, action]) => !actNames[noun]?.acts[action]);
	expect(unnamed.map((act) => act.join(' '))).toEqual([]);
});
