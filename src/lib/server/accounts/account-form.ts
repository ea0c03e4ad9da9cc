import { z } from 'zod';
import type { Scope } from '$lib/domain/permission';
import { roles, type Role } from '$lib/domain/words';
import type { Database } from '../database/open';
import { line, parseForm, type ParsedForm } from '../form';
import { Refused } from '../refusals';
import { findChosenUnion } from '../unions/read-union';
import type { NewAccount } from './create-account';

/** How many role rows the form offers at least: `role0`/`union0`, `role1`/`union1`. Saving adds another empty one. */
export const ROLE_ROWS = 2;

const person = z.object({ name: line('姓名', 40) });
const named = person.extend({
	username: z
		.string()
		.trim()
		.toLowerCase()
		.regex(/^[a-z0-9._-]{3,30}$/, '用户名用 3 至 30 个小写字母、数字、点、短横线或下划线。')
});

const setup = named.extend({ union: line('工会全称', 100) });

/** What of a form is sent back into its page: everything but passwords. */
function withoutPasswords<T>(parsed: ParsedForm<T>): ParsedForm<T> {
	for (const values of [parsed.typed, parsed.invalid?.values ?? {}])
		for (const name of ['password', 'repeated']) delete values[name];
	return parsed;
}

export function parseSetup(form: FormData): ParsedForm<z.infer<typeof setup>> {
	return withoutPasswords(parseForm(setup, form));
}

/** Name and user name of somebody who makes their own account. */
export function parseOwnAccount(form: FormData): ParsedForm<z.infer<typeof named>> {
	return withoutPasswords(parseForm(named, form));
}

export function parseNewAccount(form: FormData): ParsedForm<z.infer<typeof named>> {
	return parseForm(named, form);
}

export function parseAccount(form: FormData): ParsedForm<z.infer<typeof person>> {
	return parseForm(person, form);
}

/** The filled-in role rows, each once, with unions in `scope` (null: all). Refuses `union_unknown`, `role_unclear`, `role_needed`. */
export async function findRoles(
	db: Database,
	typed: Record<string, string>,
	scope: Scope | null = null
): Promise<NewAccount['roles']> {
	const found = new Map<string, { role: Role; unionId: string }>();
	for (const key of Object.keys(typed).filter((name) => /^role\d+$/.test(name))) {
		const [role, union] = [typed[key] ?? '', (typed[key.replace('role', 'union')] ?? '').trim()];
		if (!role && !union) continue;
		const known = roles.find((name) => name === role);
		if (!known || !union) throw new Refused('role_unclear');
		const unionId = (await findChosenUnion(db, scope, union))?.id;
		if (!unionId) throw new Refused('union_unknown');
		found.set(`${known} ${unionId}`, { role: known, unionId });
	}
	if (found.size === 0) throw new Refused('role_needed');
	return [...found.values()];
}
