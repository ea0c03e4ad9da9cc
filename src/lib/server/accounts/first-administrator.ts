import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import type { Auth } from './auth';
import { createAccount } from './create-account';

/** The secret that signs office sessions: made once, kept in a file outside the database. */
export function readSessionSecret(secretsDir: string): string {
	const file = join(secretsDir, 'session.key');
	if (!existsSync(file)) {
		mkdirSync(secretsDir, { recursive: true, mode: 0o700 });
		writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
	}
	return readFileSync(file, 'utf8');
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
	const { password } = await createAccount(
		db,
		auth,
		clock,
		{ username: 'admin', name: '系统管理员', roles: [{ role: 'admin', unionId: rootUnionId }] },
		null
	);
	return password;
}
