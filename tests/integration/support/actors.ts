import type { HeldRole } from '$lib/domain/permission';
import type { Role } from '$lib/domain/words';
import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';
import { makeUser } from './factories';

/** A new account with one role, as the hook hands it to routes. */
export async function makeActor(app: App, role: Role, unionId: string): Promise<Actor> {
	const userId = await makeUser(app, { role, unionId });
	const union = await app.db
		.selectFrom('union')
		.select(['path', 'name'])
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	const held: HeldRole = { role, unionId, path: union.path };
	return {
		userId,
		name: userId,
		username: userId,
		mustChangePassword: false,
		roles: [{ ...held, unionName: union.name }],
		acting: null,
		session: null
	};
}
