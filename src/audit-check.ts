/**
 * node src/audit-check.ts [head …]: follows the chain of the audit from its first line to its last, and looks for the heads
 * that the logs of surveys state and for those that people noted down. Exit code 0: everything holds; 1: something does not, or cannot be read.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { parseHead, writeHead } from './lib/domain/audit-chain.ts';
import { checkChain } from './lib/server/audit/check-chain.ts';
import { databaseFile, dialectOf } from './lib/server/database/dialect.ts';
import type { Tables } from './lib/server/database/schema/index.ts';

const url =
	process.env['DATABASE_URL'] || join(process.env['DATA_DIR'] || 'data', 'pingjia.sqlite');

function refuse(reason: string): never {
	process.stderr.write(`${reason}\n`);
	process.exit(1);
}

function openDatabase(): Kysely<Tables> {
	const path = databaseFile(url);
	if (path !== null && !existsSync(path)) refuse(`there is no database at ${path}`);
	return new Kysely({ dialect: dialectOf(url) });
}

function readNoted(text: string) {
	return (
		parseHead(text) ??
		refuse(`${text} is no head; it looks like 128-3fa90c1d2e4b5a67, or is the audit_head of a log`)
	);
}

const noted = process.argv.slice(2).map((text) => ({ text, head: readNoted(text) }));
const db = openDatabase();
try {
	for (const { text, head } of noted.length > 0 ? noted : [{ text: null, head: null }]) {
		const check = await checkChain(db, head);
		if (check.fault?.kind === 'anchor')
			refuse(
				`does not hold: the head that the log of survey ${check.fault.survey} states is not on it`
			);
		if (check.fault)
			refuse(
				`does not hold: ${check.fault.kind} at ${check.fault.seq}; up to ${writeHead(check.head)}`
			);
		if (check.noted === false) refuse(`does not hold: ${text} is not on the chain`);
		process.stdout.write(`${check.head.seq} lines hold; head ${writeHead(check.head)}\n`);
	}
} catch (error) {
	refuse(error instanceof Error ? error.message : String(error));
} finally {
	await db.destroy();
}
