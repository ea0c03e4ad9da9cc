import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import { Refused } from '../refusals';
import type { Auth } from './auth';
import { createAccount } from './create-account';

/** The secret that signs office sessions: made once, kept in a file outside the database. */
export function readSessionSecret(secretsDir: string): string {
	const file = join(secretsDir, 'session.key');
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

/**
 * When nobody can sign in yet, creates the account `admin` and returns its one-time password, else null.
 * An administrator's role needs a union: the root of the tree, which is created with a placeholder name.
 */
export async function createFirstAdministrator(
	db: Database,
	auth: Auth,
	clock: Clock,
	rootUnionId: string
): Promise<string | null> {
	const someone = await db.selectFrom('user').select('id').limit(1).execute();
	if (someone.length > 0) return null;
	const roles = [{ role: 'admin' as const, unionId: rootUnionId }];
	const account = { username: 'admin', name: '系统管理员', roles };
	try {
		return (await createAccount(db, auth, clock, account, null)).password;
	} catch (error) {
		// Another server that starts on the same database was first, and showed the password.
		if (error instanceof Refused && error.code === 'username_taken') return null;
		throw error;
	}
}
