import { findLock, type SheetLock } from '$lib/domain/sheet-lock';
import { can } from '$lib/domain/permission';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { Actor } from '../accounts/actor';
import { today, type Clock } from '../clock';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { findApplication, lifeOf, type Application } from './find-application';
import { findRoundFor } from './find-round';

/**
 * What somebody may do with a sheet, whatever its state and the day:
 * `read` it; fill in `self` scores; `review` it, by assignment; `supervise` its application.
 */
export type SheetRight = 'read' | 'self' | 'review' | 'supervise';

export interface SheetAccess {
	/** Null while the union has not applied. */
	application: Application | null;
	rights: readonly SheetRight[];
	/** The scores that the actor may write now. */
	writes: ScoreKind | null;
	/** Why there is nothing to write; null if there is. */
	why: SheetLock | null;
}

type SheetUnion = Pick<UnionTable, 'id' | 'path' | 'level'>;

/**
 * Who may do what with the score sheet of a union and year. The one place that decides it: own staff and chair, those who
 * supervise the subtree, and the reviewers assigned to this union in this round, nobody else.
 */
export async function readSheetAccess(
	db: Database,
	clock: Clock,
	actor: Pick<Actor, 'userId' | 'roles'>,
	{ unionId, year }: { unionId: string; year: number }
): Promise<SheetAccess> {
	const union = await db
		.selectFrom('union')
		.select(['id', 'path', 'level'])
		.where('id', '=', unionId)
		.executeTakeFirst();
	if (!union) return { application: null, rights: [], writes: null, why: 'no_round' };
	const application = await findApplication(db, union, year);
	const rights = await listRights(db, actor, union, application);
	const why = await findWhy(db, clock, { union, year, application, rights });
	return { application, rights, writes: why === null ? kindOf(rights) : null, why };
}

async function listRights(
	db: Database,
	{ userId, roles }: Pick<Actor, 'userId' | 'roles'>,
	{ path }: SheetUnion,
	application: Application | null
): Promise<SheetRight[]> {
	const rights: SheetRight[] = [];
	if (can(roles, 'assessment.read', path)) rights.push('read');
	if (can(roles, 'assessment.self', path)) rights.push('self');
	if (!application) return rights;
	if (can(roles, 'assessment.review', path) && (await isAssigned(db, application.id, userId)))
		rights.push('review', ...(rights.includes('read') ? [] : (['read'] as const)));
	const { unionPath } = application.round;
	if (can(roles, 'assessment.supervise', path) && can(roles, 'round.manage', unionPath))
		rights.push('supervise');
	return rights;
}

async function isAssigned(db: Database, applicationId: string, userId: string): Promise<boolean> {
	const row = await db
		.selectFrom('reviewer_assignment')
		.select('user_id')
		.where('application_id', '=', applicationId)
		.where('user_id', '=', userId)
		.executeTakeFirst();
	return row !== undefined;
}

/** Nobody holds both rights in one union: who belongs to it does not review it. */
function kindOf(rights: readonly SheetRight[]): ScoreKind | null {
	if (rights.includes('self')) return 'self';
	return rights.includes('review') ? 'review' : null;
}

interface Asked {
	union: SheetUnion;
	year: number;
	application: Application | null;
	rights: readonly SheetRight[];
}

async function findWhy(
	db: Database,
	clock: Clock,
	{ union, year, application, rights }: Asked
): Promise<SheetLock | null> {
	if (!application && union.path.split('/').filter(Boolean).length === 1) return 'topmost';
	if (!application) return (await findRoundFor(db, union, year)) ? 'not_applied' : 'no_round';
	const kind = kindOf(rights);
	if (kind === null) return 'reads_only';
	return findLock(kind, lifeOf(application), application.round.dates, today(clock));
}
