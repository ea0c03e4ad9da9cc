import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys of the office, each a file outside the database that is made once; all servers share the folder. */
export interface OfficeKeys {
	/** Signs session cookies, the first set-up link and the mark of a known browser. */
	session: string;
	/** Encrypts the secrets of second factors and hashes recovery codes: 32 bytes. */
	secondFactor: Buffer;
}

export function readOfficeKeys(secretsDir: string): OfficeKeys {
	return {
		session: readKey(secretsDir, 'session.key'),
		secondFactor: Buffer.from(readKey(secretsDir, 'second-factor.key'), 'base64url')
	};
}

function readKey(secretsDir: string, name: string): string {
	const file = join(secretsDir, name);
	if (!existsSync(file)) {
		mkdirSync(secretsDir, { recursive: true, mode: 0o700 });
		createOnce(file, randomBytes(32).toString('base64url'));
	}
	return readFileSync(file, 'utf8');
}

/** Writes a file that appears whole or, when another server on the same volume was first, leaves the other's. */
export function createOnce(file: string, text: string): void {
	const draft = `${file}.${randomUUID()}`;
	writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
	try {
		linkSync(draft, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(draft);
	}
}
