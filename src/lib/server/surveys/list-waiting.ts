import { can, readableScope } from '$lib/domain/permission';
import type { Rules } from '$lib/domain/rules';
import type { Mode } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import { inScope } from '../unions/scope';
import { isOwnAct } from './own-act';
import { weaknessesOf, type Weakness } from './consent';

/** A draft that cannot open before the supervisor has agreed to it. */
export interface WaitingDraft {
	id: string;
	title: string;
	unionName: string;
	mode: Mode;
	weaknesses: Weakness[];
}

/** The drafts that wait for this account's consent, the oldest first. */
export async function listWaiting(
	db: Database,
	{ roles, userId }: Pick<Actor, 'roles' | 'userId'>,
	rules: Rules
): Promise<WaitingDraft[]> {
	const rows = await db
		.selectFrom('survey')
		.innerJoin('union', 'union.id', 'survey.union_id')
		.select(['survey.id', 'survey.title', 'union.name as unionName', 'union.path'])
		.select(['mode', 'paper', 'custody', 'min_turnout_num', 'min_turnout_den'])
		.where('survey.state', '=', 'draft')
		.where('consent_by', 'is', null)
		.where(({ ref }) => inScope(ref('union.path'), readableScope(roles)))
		.orderBy('survey.created_at')
		.orderBy('survey.id')
		.execute();
	const waiting = rows
		.filter(({ path }) => can(roles, 'survey.supervise', path))
		.map(({ id, title, unionName, ...terms }) => {
			const weaknesses = weaknessesOf(terms, rules);
			return { id, title, unionName, mode: terms.mode, weaknesses };
		})
		.filter(({ weaknesses }) => weaknesses.length > 0);
	const own = await Promise.all(waiting.map(({ id }) => isOwnAct(db, id, userId)));
	return waiting.filter((_, index) => !own[index]);
}
