import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Storage } from './engines';

/** One file per test, copied from a template; its folder is removed by whoever made it. */
export function sqliteStorage(): Storage {
	const { sqlite } = inject('shared');
	return {
		name: 'SQLite',
		available: true,
		async create(start, folder) {
			const file = join(folder, 'pingjia.sqlite');
			if (start !== 'empty') copyFileSync(sqlite[start], file);
			return file;
		},
		files: async (url) => [url, `${url}-wal`, `${url}-shm`].filter((file) => existsSync(file)),
		drop: async () => undefined,
		end: async () => undefined
	};
}
