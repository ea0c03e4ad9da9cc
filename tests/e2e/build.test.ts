import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BUILD_INPUTS, build } from './support/build';

test('a build opens no database and leaves nothing but what it builds', () => {
	const folder = mkdtempSync(join(tmpdir(), 'pingjia-build-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const inputs = BUILD_INPUTS.filter((name) => readdirSync('.').includes(name));
	for (const name of inputs) cpSync(name, join(folder, name), { recursive: true });
	symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
	build(folder);
	const made = readdirSync(folder).filter((name) => ![...inputs, 'node_modules'].includes(name));
	expect(made.sort()).toEqual(['.svelte-kit', 'build']);
	const files = made.flatMap((name) =>
		readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
	);
	expect(files.filter((name) => /\.sqlite|\.key$/.test(name))).toEqual([]);
});
