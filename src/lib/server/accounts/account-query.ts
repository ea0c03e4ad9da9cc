import { z } from 'zod';
import { orderRows } from '$lib/domain/row-order';
import { roleNames, type Role } from '$lib/domain/words';
import type { Account } from './list-accounts';

export const accountStates = ['used', 'fresh', 'locked', 'disabled'] as const;
export type AccountState = (typeof accountStates)[number];

/** Of several that hold, the one that keeps the account from being used comes first. */
export function stateOf({ disabled, lockedUntil, fresh }: Account): AccountState {
	if (disabled) return 'disabled';
	if (lockedUntil) return 'locked';
	return fresh ? 'fresh' : 'used';
}

// An address somebody shortened or mistyped lists everything rather than nothing.
const query = z.object({
	q: z.string().trim().max(100).catch(''),
	role: z
		.enum(Object.keys(roleNames) as [Role, ...Role[]])
		.nullable()
		.catch(null),
	state: z.enum(accountStates).nullable().catch(null),
	sort: z.string().nullable().catch(null),
	page: z.coerce.number().int().min(1).catch(1)
});

/** What the list of accounts is narrowed and put in order by, as it stands in an address. */
export function readAccountQuery(search: URLSearchParams): z.infer<typeof query> {
	const absent = Object.fromEntries(Object.keys(query.shape).map((name) => [name, null]));
	return query.parse({ ...absent, ...Object.fromEntries(search) });
}

const orders = {
	username: ({ username }: Account) => username,
	name: ({ name }: Account) => name,
	state: (account: Account) => accountStates.indexOf(stateOf(account))
};

/** The accounts that fit, in the order asked for; `text` is looked for in user name, name and unions. */
export function chooseAccounts(
	accounts: readonly Account[],
	{ q, role, state, sort }: Omit<z.infer<typeof query>, 'page'>
): Account[] {
	const wanted = q.toLowerCase();
	const found = accounts.filter(
		(account) =>
			(state === null || stateOf(account) === state) &&
			(role === null || account.roles.some((held) => held.role === role)) &&
			wordsOf(account).some((word) => word.toLowerCase().includes(wanted))
	);
	return orderRows(found, sort, orders);
}

function wordsOf({ username, name, roles }: Account): string[] {
	return [username, name, ...roles.flatMap(({ unionCode, unionName }) => [unionCode, unionName])];
}
