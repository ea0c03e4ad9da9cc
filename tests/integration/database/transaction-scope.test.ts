import ts from 'typescript';
import { expect, test } from 'vitest';
import { parse, parseFolder, placeOf, walk } from './source-walk';

/*
 * The outer handle used inside a transaction hangs for ever on SQLite and works outside the transaction on PostgreSQL.
 * So where a `trx` is in scope nothing else may be: no `db`, no `….db`, and no call that is given `app` in its place.
 */

type WithBody = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;

function isFunction(node: ts.Node): node is WithBody {
	return (
		ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)
	);
}

function takesTransaction(node: ts.Node): node is WithBody {
	return isFunction(node) && node.parameters.some(({ name }) => name.getText() === 'trx');
}

function isOuterHandle(node: ts.Node): boolean {
	if (ts.isPropertyAccessExpression(node)) return node.name.text === 'db';
	if (!ts.isIdentifier(node) || node.text !== 'db') return false;
	return !ts.isPropertyAccessExpression(node.parent) || node.parent.expression === node;
}

function isCallWithoutTransaction(node: ts.Node): boolean {
	if (!ts.isCallExpression(node)) return false;
	const given = node.arguments.map((argument) => argument.getText());
	return given.includes('app') && !given.includes('trx');
}

function isNestedTransaction(node: ts.Node): boolean {
	return ts.isCallExpression(node) && /(^|\.)transaction$/.test(node.expression.getText());
}

function faultsIn(file: ts.SourceFile): string[] {
	const faults = [...walk(file)]
		.filter(takesTransaction)
		.flatMap(({ body }) => (body ? [...walk(body)] : []))
		.filter(
			(node) => isOuterHandle(node) || isCallWithoutTransaction(node) || isNestedTransaction(node)
		)
		.map(placeOf);
	return [...new Set(faults)];
}

test('inside a transaction only its own handle is used', () => {
	const files = [...parseFolder('src/lib/server'), ...parseFolder('src/routes')];
	const callbacks = files.flatMap((file) => [...walk(file)].filter(takesTransaction));
	expect(callbacks.length).toBeGreaterThan(5);
	expect(files.flatMap(faultsIn)).toEqual([]);
});

test.each([
	[
		'the outer handle',
		'transaction(db, async (trx) => { await db.selectFrom("user").execute(); })'
	],
	[
		'the handle of app',
		'transaction(app.db, async (trx) => { await app.db.selectFrom("a").execute(); })'
	],
	['a helper given the outer handle', 'transaction(db, (trx) => grantRoles(db, id))'],
	['a helper given app', 'transaction(app.db, async (trx) => { await countSurvey(app, id); })'],
	[
		'a function of the transaction',
		'async function store(trx: Transaction, app: App) { await read(app.db); }'
	],
	['a second transaction', 'transaction(db, (trx) => transaction(trx, work))']
])('the check sees %s', (_, text) => {
	expect(faultsIn(parse('sample.ts', text))).not.toEqual([]);
});

test.each([
	'transaction(app.db, async (trx) => { await recordAudit(trx, app.clock, entry); })',
	'transaction(db, async (trx) => { await createBox(trx, app, opened); })',
	'async function read(db: Database) { await db.selectFrom("user").execute(); }'
])('the check lets %s pass', (text) => {
	expect(faultsIn(parse('sample.ts', text))).toEqual([]);
});
