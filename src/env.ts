import { defineEnvVars } from '@sveltejs/kit/env';
import { z } from 'zod';

const flag = z
	.enum(['', '0', '1', 'false', 'true'])
	.default('')
	.transform((value) => value === '1' || value === 'true');

/** Every environment variable the application reads. src/start.ts itself reads HOST, PORT and the limits of the HTTP server. */
export const variables = defineEnvVars({
	DATA_DIR: {
		description: 'Folder for the SQLite file and the secrets; created when missing. Default: data',
		schema: z.string().min(1).default('data')
	},
	DATABASE_URL: {
		description:
			'postgres://… for PostgreSQL, or a path for the embedded SQLite file. Default: pingjia.sqlite in DATA_DIR',
		schema: z.string().default('')
	},
	SECRETS_DIR: {
		description:
			'Folder for keys that must never be in a database backup. Several processes share it. Default: secrets in DATA_DIR',
		schema: z.string().default('')
	},
	PUBLIC_ADDRESS: {
		description:
			'The address printed in QR codes, for instance https://pj.example.org, until an administrator sets one in the office. Default: the first LAN address of this machine',
		schema: z
			.union([z.literal(''), z.url({ protocol: /^https?$/ })])
			.default('')
			.transform((value) => value.replace(/\/+$/, ''))
	},
	PORT: {
		description: 'Port the server listens on. Default: 3000',
		schema: z
			.string()
			.regex(/^\d{1,5}$/)
			.default('3000')
			.transform(Number)
	},
	LOG_LEVEL: {
		description: 'trace, debug, info, warn, error, fatal or silent. Default: info',
		schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info')
	},
	PINGJIA_DEMO: {
		description:
			'1: fill an empty database with a believable county at start (npm run demo sets it)',
		schema: flag
	},
	PINGJIA_RESCUE: {
		description:
			'User name of an administrator who gets a one-time password instead of a server being started (npm run rescue sets it)',
		schema: z.string().default('')
	}
});
