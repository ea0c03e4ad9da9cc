/**
 * node src/backup.ts <file>: copies the embedded database into a new file while the server runs, and the evidence files
 * into the folder <file>.evidence. The folder of secrets is never part of it: with both, whoever finds the copy could open
 * the boxes that are not destroyed yet.
 */
import { chmodSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { backUpFile } from './lib/server/database/dialect.ts';

const target = process.argv[2];
const url =
	process.env['DATABASE_URL'] || join(process.env['DATA_DIR'] || 'data', 'pingjia.sqlite');

function refuse(reason: string): never {
	process.stderr.write(`${reason}\n`);
	process.exit(1);
}

if (!target) refuse('usage: node src/backup.ts <new file>');
if (existsSync(target)) refuse(`${target} is there already`);
if (/^[a-z]+:\/\//.test(url)) refuse('This is for the embedded database; use pg_dump for others.');
const source = url.replace(/^file:/, '');
if (!existsSync(source)) refuse(`there is no database at ${source}`);
await backUpFile(source, target);
chmodSync(target, 0o600);
// After the database: a file is never changed, so that every one the copy knows of is there, unless it was taken away since.
const evidence = join(process.env['DATA_DIR'] || 'data', 'evidence');
const copied = `${target}.evidence`;
if (existsSync(evidence)) {
	const filter = (path: string) => path !== join(evidence, 'incoming');
	cpSync(evidence, copied, { recursive: true, filter, errorOnExist: true, force: false });
	process.stdout.write(`evidence files were copied to ${copied}\n`);
}
process.stdout.write(`${source} was copied to ${target}; keys of ballot boxes are not in it\n`);
