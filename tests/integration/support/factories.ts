import type { App } from '$lib/server/app';
import { grantRoles } from '$lib/server/accounts/create-account';
import { newId } from '$lib/server/database/id';
import { toInstant, type Day } from '$lib/server/database/values';
import { createUnion, type NewUnion } from '$lib/server/unions/create-union';
import type { Role } from '$lib/domain/words';

let serial = 0;

/** The union that every start of the server makes sure of. */
export async function rootUnionId(app: App): Promise<string> {
	const root = await app.db
		.selectFrom('union')
		.select('id')
		.where('parent_id', 'is', null)
		.executeTakeFirstOrThrow();
	return root.id;
}

/** A union and its id: an independent enterprise union of 120 members under the root, but for what is given. */
export async function makeUnion(app: App, union: Partial<NewUnion> = {}): Promise<string> {
	const n = ++serial;
	return createUnion(app.db, app.clock, {
		code: `T-${n}`,
		name: `第${n}机械厂工会`,
		level: 'grassroots',
		kind: 'enterprise',
		independent: true,
		industry: '机械',
		memberCount: 120,
		parentId: union.parentId ?? (await rootUnionId(app)),
		...union
	});
}

/** A person who chairs the union since `startedOn`, ending the term of whoever did before; ids of both rows. */
export async function makeChair(
	app: App,
	unionId: string,
	{ name = '王建国', startedOn = '2021-01-01' } = {}
): Promise<{ personId: string; termId: string }> {
	const [personId, termId, day] = [newId(), newId(), startedOn as Day];
	await app.db.insertInto('person').values({ id: personId, name }).execute();
	await app.db
		.updateTable('term')
		.set({ ended_on: day })
		.where('union_id', '=', unionId)
		.where('ended_on', 'is', null)
		.execute();
	await app.db
		.insertInto('term')
		.values({ id: termId, union_id: unionId, person_id: personId, started_on: day, ended_on: null })
		.execute();
	return { personId, termId };
}

/** An account that holds a role in a union, without a password: it acts, but cannot sign in. */
export async function makeUser(
	app: App,
	{ role = 'chair', unionId }: { role?: Role; unionId: string }
): Promise<string> {
	const id = newId();
	const at = toInstant(app.clock.now());
	await app.db
		.insertInto('user')
		.values({
			id,
			name: `用户${++serial}`,
			email: `${id}@pingjia.invalid`,
			email_verified: 0,
			image: null,
			username: id,
			disabled: 0,
			must_change_password: 0,
			created_at: at,
			updated_at: at
		})
		.execute();
	await grantRoles(app.db, id, [{ role, unionId }]);
	return id;
}
