import { join } from 'node:path';
import type { Config } from '$lib/server/app';

/** A silent server that keeps its files in `folder`. */
export function testConfig(folder: string, databaseUrl = join(folder, 'pingjia.sqlite')): Config {
	return {
		dataDir: folder,
		databaseUrl,
		secretsDir: join(folder, 'secrets'),
		publicAddress: 'http://pj.example.org',
		port: 3000,
		logLevel: 'silent',
		demo: false,
		rescue: ''
	};
}
