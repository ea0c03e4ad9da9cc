import type { Database } from '../database/open';
import { actingKey, type Actor } from './actor';

/** Keeps the role chosen for this session; one that the account does not hold chooses none in particular. */
export async function chooseActing(db: Database, actor: Actor, chosen: string): Promise<void> {
	if (!actor.session) return;
	const held = actor.roles.map(actingKey).includes(chosen);
	await db
		.updateTable('session')
		.set({ acting: held ? chosen : null })
		.where('id', '=', actor.session.id)
		.execute();
}
