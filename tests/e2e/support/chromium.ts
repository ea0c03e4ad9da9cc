import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

/** How to launch the browser: its program and the environment it needs. */
export interface BrowserProgram {
	executablePath: string;
	env: Record<string, string>;
}

const { resolve } = createRequire(import.meta.url);

/** Unpacks Chromium from its npm package into `folder`, with fonts for Chinese, which a bare machine lacks. */
export async function unpackChromium(folder: string): Promise<BrowserProgram> {
	const executablePath = await inTemporaryFolder(folder, () => chromium.executablePath());
	const env = {
		HOME: folder,
		PATH: process.env['PATH'] ?? '',
		FONTCONFIG_FILE: writeFontConfig(folder)
	};
	if (spawnSync(executablePath, ['--version'], { env }).status === 0)
		return { executablePath, env };
	const libraries = await inTemporaryFolder(folder, () => inflate(packagedLibraries()));
	return { executablePath, env: { ...env, LD_LIBRARY_PATH: join(libraries, 'lib') } };
}

/** The package unpacks into the folder for temporary files, under names that every user of the machine shares. */
async function inTemporaryFolder<T>(folder: string, unpack: () => Promise<T>): Promise<T> {
	const before = process.env['TMPDIR'];
	process.env['TMPDIR'] = folder;
	try {
		return await unpack();
	} finally {
		if (before === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = before;
	}
}

/** The few libraries Chromium wants of a system, for systems that do not have them. */
function packagedLibraries(): string {
	return join(dirname(resolve('@sparticuz/chromium')), '..', 'bin', 'al2023.tar.br');
}

/** Regular and bold only: every weight of the family is ten megabytes to read at start. */
function writeFontConfig(folder: string): string {
	const fonts = dirname(resolve('@expo-google-fonts/noto-sans-sc/package.json'));
	const cache = join(folder, 'font-cache');
	mkdirSync(cache, { recursive: true });
	const alias = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
		(family) =>
			`<alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`
	);
	const file = join(folder, 'fonts.conf');
	writeFileSync(
		file,
		`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
		<dir>${join(fonts, '400Regular')}</dir><dir>${join(fonts, '700Bold')}</dir>
		<cachedir>${cache}</cachedir>${alias.join('')}</fontconfig>`
	);
	return file;
}
