import { expect, test } from 'vitest';
import { chooseAccounts, readAccountQuery } from './account-query';
import type { Account } from './list-accounts';

function account(username: string, stated: Partial<Account> = {}): Account {
	return {
		...{ id: username, username, name: `名${username}`, disabled: false, disabledAt: null },
		...{ disabledBy: null, lockedUntil: null, secondFactor: false, fresh: false, roles: [] },
		...stated
	};
}

const mill = { role: 'chair', unionId: 'm', unionCode: 'YX-01', unionName: '纺织厂工会' } as const;
const accounts = [
	account('a', { roles: [mill] }),
	account('b', { fresh: true, roles: [{ ...mill, role: 'staff' }] }),
	account('c', { disabled: true, fresh: true }),
	account('d', { lockedUntil: '2026-11-23T01:00:00.000Z' as never })
];

const chosen = (address: string) =>
	chooseAccounts(accounts, readAccountQuery(new URLSearchParams(address))).map(({ id }) => id);

test.each([
	['', ['a', 'b', 'c', 'd']],
	['q=yx-01', ['a', 'b']],
	['q=纺织&role=staff', ['b']],
	['state=used', ['a']],
	// A disabled account with an unused one-time password is disabled before anything else.
	['state=disabled', ['c']],
	['state=fresh', ['b']],
	['sort=-state', ['c', 'd', 'b', 'a']],
	['sort=-username', ['d', 'c', 'b', 'a']],
	['role=king&state=dead&sort=shoes&page=-3', ['a', 'b', 'c', 'd']],
	['q=nobody', []]
])('%j', (address, ids) => {
	expect(chosen(address)).toEqual(ids);
});
