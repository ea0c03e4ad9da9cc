import { readFileSync } from 'node:fs';
import type { App } from '$lib/server/app';
import type { Engine } from './engines';

const prefix = 24;

/** How many of the ciphertexts begin somewhere in the engine's files; of PostgreSQL only files of tables are looked at. */
export async function countRemnants(
	engine: Engine,
	app: App,
	ciphertexts: Buffer[]
): Promise<number> {
	const all = await engine.dataFiles(app);
	const files = all.filter((file) => engine.name === 'SQLite' || file.includes('/base/'));
	const contents = files.map((file) => readFileSync(file));
	return ciphertexts.filter((ct) =>
		contents.some((bytes) => bytes.includes(ct.subarray(0, prefix)))
	).length;
}
