import { can, readableScope } from '$lib/domain/permission';
import type { Rules } from '$lib/domain/rules';
import type { Mode } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { inScope } from '../unions/scope';
import { isOwnAct } from './own-act';
import { weaknessesOf, type Weakness } from './consent';

/** Whose something waits. */
export type WaitingUnion = Pick<UnionTable, 'id' | 'code' | 'name' | 'kind' | 'path'>;

/** A draft that cannot open before the supervisor has agreed to it. */
export interface WaitingDraft {
	id: string;
	title: string;
	year: number;
	union: WaitingUnion;
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
		.select(['survey.id', 'survey.title', 'survey.year', 'union.name as unionName', 'union.path'])
		.select(['union.id as unionId', 'union.code as unionCode', 'union.kind as unionKind'])
		.select(['mode', 'paper', 'custody', 'min_turnout_num', 'min_turnout_den'])
		.where('survey.state', '=', 'draft')
		.where('consent_by', 'is', null)
		.where(({ ref }) => inScope(ref('union.path'), readableScope(roles)))
		.orderBy('survey.created_at')
		.orderBy('survey.id')
		.execute();
	const waiting = rows
		.filter(({ path }) => can(roles, 'survey.supervise', path))
		.map(({ id, title, year, unionId, unionName, unionCode: code, unionKind: kind, ...terms }) => {
			const weaknesses = weaknessesOf(terms, rules);
			const union = { id: unionId, code, name: unionName, kind, path: terms.path };
			return { id, title, year, union, unionName, mode: terms.mode, weaknesses };
		})
		.filter(({ weaknesses }) => weaknesses.length > 0);
	const own = await Promise.all(waiting.map(({ id }) => isOwnAct(db, id, userId)));
	return waiting.filter((_, index) => !own[index]);
}
