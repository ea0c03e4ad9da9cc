import type ts from 'typescript';
import { expect, test } from 'vitest';
import { parse, parseFolder, walk } from './source-walk';

/*
 * Two files may know which engine they talk to. What else names one is listed here word for word,
 * and none of it chooses a behaviour.
 */
const KNOWING = ['migrations/dialect.ts', 'src/lib/server/database/dialect.ts'];
const NAMING: Record<string, string[]> = {
	// The name of the file, and what to use for the other engine.
	'src/backup.ts': [
		"'pingjia.sqlite'",
		"'This is for the embedded database; use pg_dump for others.'"
	],
	// The name of the file.
	'src/audit-check.ts': ["'pingjia.sqlite'"],
	'src/lib/server/app.ts': ["'pingjia.sqlite'"],
	// Descriptions for whoever runs the server.
	'src/env.ts': [
		"'Folder for the SQLite file and the secrets; created when missing. Default: data'",
		"'postgres://… for PostgreSQL, or a path for the embedded SQLite file. Default: pingjia.sqlite in DATA_DIR'"
	],
	// better-auth's word for the portable column forms that both engines use.
	'src/lib/server/accounts/auth.ts': ["'sqlite'"]
};

const ENGINE = /sqlite|postgres|pragma|pg_|::(int|big|text|json|num|byte)|\bxmin\b|\browid\b/i;

/** The words and literals of a file that name an engine or speak its private language; comments do not count. */
function namesIn(file: ts.SourceFile): string[] {
	return [...walk(file)]
		.filter((node) => node.getChildCount() === 0 && ENGINE.test(node.getText()))
		.map((node) => node.getText());
}

test('two files know the dialect, and a short list names it', () => {
	const files = [...parseFolder('src'), ...parseFolder('migrations')];
	const found = files
		.filter(({ fileName }) => !KNOWING.includes(fileName))
		.map((file) => [file.fileName, namesIn(file)] as const)
		.filter(([, names]) => names.length > 0);
	expect(Object.fromEntries(found)).toEqual(NAMING);
});

test.each([
	"import SQLite from 'better-sqlite3';",
	"if (dialect === 'postgres') skipLocked();",
	'await sql`select count(*)::int from ballot`.execute(db);',
	'await sql`pragma foreign_keys = off`.execute(db);'
])('the scan sees %s', (text) => {
	expect(namesIn(parse('sample.ts', text))).not.toEqual([]);
});

test('the scan reads code, not comments', () => {
	expect(
		namesIn(parse('sample.ts', '/** Works on PostgreSQL too. */ export const one = 1;'))
	).toEqual([]);
});
