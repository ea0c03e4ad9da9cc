import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROUTES = 'src/routes';
const OFFICE = `${ROUTES}/office`;

/** Everything outside the office, each by name: a new folder has to be put here by somebody who thought about it. */
const PUBLIC = ['', '(member)', 'api', 'keys', 'office'];
const API = `${ROUTES}/api`;
/** Says how to ask, and nothing of any union. */
const OPEN_API_MODULES = ['v1/openapi.json/+server.ts'];
/** Who signs in, sets the platform up or follows an invitation is nobody yet, and may need larger type to do so; and who asks may be told so. */
const OPEN_MODULES = [
	'login/+page.server.ts',
	'login/code/+page.server.ts',
	'setup/[token]/+page.server.ts',
	'invitation/[token]/+page.server.ts',
	'account/session/+server.ts',
	'look/+server.ts'
];

const GUARDS = new Set([
	...[
		'authoriseApi',
		'authoriseActor',
		'authorise',
		'authoriseUnion',
		'authoriseSurvey',
		'authoriseAssessment',
		'authoriseHistory'
	]
]);
const SERVER_MODULE = /^\+(page|layout)\.server\.(ts|js)$|^\+server\.(ts|js)$/;
/** Runs on the server too, without a guard of its own. */
const UNIVERSAL_MODULE = /^\+(page|layout)\.(ts|js)$/;
const HANDLERS = new Set([
	...['load', 'actions', 'fallback', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
]);
/** Exports that run nothing for a request. */
const HARMLESS = new Set(['prerender', 'ssr', 'csr', 'trailingSlash', 'config', 'entries']);

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1);

/** What of a module lacks the guard as its first statement; what cannot be understood counts as lacking. */
function findUnguarded(text: string): string[] {
	const source = ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest, true);
	return source.statements.flatMap((statement) => checkStatement(statement, source));
}

function checkStatement(statement: ts.Statement, source: ts.SourceFile): string[] {
	if (ts.isExportAssignment(statement) || ts.isExportDeclaration(statement))
		return statement.getText(source).startsWith('export type') ? [] : ['re-export'];
	if (!isExported(statement)) return [];
	if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return [];
	if (ts.isFunctionDeclaration(statement))
		return checkExport(statement.name?.text ?? 'default', statement);
	if (!ts.isVariableStatement(statement)) return [statement.getText(source).slice(0, 40)];
	return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
		ts.isIdentifier(name) ? checkExport(name.text, initializer) : ['destructured export']
	);
}

function isExported(statement: ts.Statement): boolean {
	const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
	return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function checkExport(name: string, value: ts.Node | undefined): string[] {
	if (HARMLESS.has(name)) return [];
	if (!HANDLERS.has(name) || !value) return [name];
	if (name !== 'actions') return isGuarded(value) ? [] : [name];
	const actions = unwrap(value);
	if (!ts.isObjectLiteralExpression(actions)) return [name];
	return actions.properties.flatMap((property) => {
		const label = `actions.${property.name?.getText() ?? '…'}`;
		const body = ts.isPropertyAssignment(property) ? property.initializer : property;
		return isGuarded(body) ? [] : [label];
	});
}

/** A function whose first statement calls a guard with the whole event. */
function isGuarded(node: ts.Node): boolean {
	const action = unwrap(node);
	if (
		!ts.isArrowFunction(action) &&
		!ts.isFunctionDeclaration(action) &&
		!ts.isFunctionExpression(action) &&
		!ts.isMethodDeclaration(action)
	)
		return false;
	const event = action.parameters[0]?.name;
	if (!event || !ts.isIdentifier(event) || !action.body) return false;
	const call = ts.isBlock(action.body) ? callOf(action.body.statements[0]) : undefined;
	if (!call || !ts.isIdentifier(call.expression) || !GUARDS.has(call.expression.text)) return false;
	const [first] = call.arguments;
	return first !== undefined && ts.isIdentifier(first) && first.text === event.text;
}

/** The call that a statement is about: `guard(…)`, `await guard(…)`, `const … = await guard(…)`; alone, never in a condition. */
function callOf(statement: ts.Statement | undefined): ts.CallExpression | undefined {
	if (!statement) return undefined;
	let value: ts.Expression | undefined;
	if (ts.isExpressionStatement(statement)) value = statement.expression;
	if (ts.isVariableStatement(statement))
		value = statement.declarationList.declarations[0]?.initializer;
	if (value && ts.isAwaitExpression(value)) return asCall(value.expression);
	// A guard that looks into the database and is not awaited guards nothing.
	const call = asCall(value);
	return call && /^authorise(Actor)?$/.test(call.expression.getText()) ? call : undefined;
}

function asCall(value: ts.Node | undefined): ts.CallExpression | undefined {
	return value && ts.isCallExpression(value) ? value : undefined;
}

function unwrap(node: ts.Node): ts.Node {
	if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) return unwrap(node.expression);
	return ts.isParenthesizedExpression(node) ? unwrap(node.expression) : node;
}

describe('authorisation', () => {
	const modules = filesBelow(OFFICE).filter((file) => SERVER_MODULE.test(nameOf(file)));

	it('is found where it must be', () => {
		expect(modules.length).toBeGreaterThan(8);
		for (const file of OPEN_MODULES) expect(modules).toContain(file);
	});

	it.each(modules.filter((file) => !OPEN_MODULES.includes(file)))('guards %s', (file) => {
		expect(findUnguarded(readFileSync(join(OFFICE, file), 'utf8'))).toEqual([]);
	});

	const endpoints = filesBelow(API).filter((file) => !OPEN_API_MODULES.includes(file));

	it.each(endpoints)('guards the interface: %s', (file) => {
		const text = readFileSync(join(API, file), 'utf8');
		expect(findUnguarded(text)).toEqual([]);
		// The office's guards look at the session, which is never read here.
		expect(text).not.toMatch(/authorise(?!Api\b|-api\b)/);
	});

	it('is never left to a module that also runs in the browser', () => {
		const universal = filesBelow(OFFICE).filter((file) => UNIVERSAL_MODULE.test(nameOf(file)));
		for (const file of universal)
			expect(readFileSync(join(OFFICE, file), 'utf8'), file).not.toMatch(/\bload\b/);
	});

	it('keeps everything else on a list of public folders', () => {
		const folders = readdirSync(ROUTES, { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => name);
		expect(folders.filter((name) => !PUBLIC.includes(name))).toEqual([]);
		// A group may lead back into /office past the hook's and this test's sight.
		expect(filesBelow(ROUTES).filter((file) => /^\([^)]*\)\/(.*\/)?office\//.test(file))).toEqual(
			[]
		);
	});
});

describe('the check itself', () => {
	const head = `import { authorise, authoriseUnion } from '$lib/server/accounts/authorise';\n`;

	it.each([
		['no guard', `export const load = async (event) => ({ a: 1 });`, ['load']],
		[
			'guard second',
			`export const load = (event) => { const a = 1; authorise(event, 'x'); };`,
			['load']
		],
		[
			'guard in a condition',
			`export const load = (event) => { if (a) authorise(event, 'x'); };`,
			['load']
		],
		[
			'guard behind &&',
			`export const load = (event) => { a && authorise(event, 'x'); };`,
			['load']
		],
		[
			'not awaited',
			`export const load = (event) => { authoriseUnion(event, 'x', 'y'); };`,
			['load']
		],
		['not the event', `export const load = (event) => { authorise({ locals }, 'x'); };`, ['load']],
		[
			'destructured event',
			`export const load = ({ locals }) => { authorise(locals, 'x'); };`,
			['load']
		],
		['made elsewhere', `export const load = make(authorise);`, ['load']],
		[
			'one of two actions',
			`export const actions = { a: async (event) => { authorise(event, 'x'); }, b: async () => {} };`,
			['actions.b']
		],
		['spread actions', `export const actions = { ...others };`, ['actions.…']],
		['method', `export const actions = { async a(event) { await act(); } };`, ['actions.a']],
		['endpoint', `export async function POST(event) { return new Response(); }`, ['POST']],
		['re-exported', `export { load } from './other';`, ['re-export']],
		['unknown export', `export const remote = (event) => {};`, ['remote']]
	])('finds: %s', (_, text, lacking) => {
		expect(findUnguarded(head + text)).toEqual(lacking);
	});

	it.each([
		`export const load: PageServerLoad = async (event) => { const { union } = await authoriseUnion(event, 'x', 'y'); };`,
		`export const load = (async (event) => { authorise(event, 'x'); }) satisfies PageServerLoad;`,
		`export const actions: Actions = { default: async (event) => { const actor = authorise(event, 'x'); } };`,
		`export async function GET(event) { authorise(event, 'x'); }`,
		`export const prerender = false; export type A = string; const helper = () => 1;`
	])('accepts %s', (text) => {
		expect(findUnguarded(head + text)).toEqual([]);
	});
});
