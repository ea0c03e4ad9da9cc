import { error, redirect } from '@sveltejs/kit';
import { parseYear } from '$lib/domain/year-range';
import { can, surveyPermission, type Permission } from '$lib/domain/permission';
import type { Subject } from '$lib/domain/words';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import type { Survey } from '../database/schema/survey';
import { readHistory, type HistoryView } from '../history/read-history';
import { Refused } from '../refusals';
import { readSheetAccess, type SheetAccess, type SheetRight } from '../rounds/sheet-access';
import type { Actor } from './actor';

/** What the guards need of a request event. */
interface Guarded {
	locals: App.Locals;
}

function refuse(code: 'forbidden' | 'not_found'): never {
	const refused = new Refused(code);
	error(refused.status, refused.text);
}

/** The signed-in account, whatever its roles. */
export function authoriseActor({ locals }: Guarded): Actor {
	if (!locals.actor) redirect(303, '/office/login');
	return locals.actor;
}

/** The signed-in account, if it holds `permission` somewhere. */
export function authorise(event: Guarded, permission: Permission): Actor {
	const actor = authoriseActor(event);
	if (!can(actor.roles, permission)) refuse('forbidden');
	return actor;
}

/** The account and the union, if it holds `permission` there; a union out of reach is as unknown as one that is not there. */
export async function authoriseUnion(
	event: Guarded,
	permission: Permission,
	unionId: string
): Promise<{ actor: Actor; union: UnionTable }> {
	const actor = authoriseActor(event);
	const union = await findUnion(event.locals.app.db, unionId);
	if (!union || !can(actor.roles, 'union.read', union.path)) refuse('not_found');
	if (!can(actor.roles, permission, union.path)) refuse('forbidden');
	return { actor, union };
}

/** What a route of a survey works with. */
export interface AuthorisedSurvey {
	actor: Actor;
	/** The union that the survey is about. */
	union: UnionTable;
	survey: Survey;
	/** Whether the account holds another permission in this survey. */
	may: (permission: Permission) => boolean;
}

/**
 * The account, the survey and its union, if it holds `permission` in that survey. A survey by which the chairs below rate
 * a union is run by the union above: see `surveyPermission`.
 */
export async function authoriseSurvey(
	event: Guarded,
	permission: Permission,
	surveyId: string
): Promise<AuthorisedSurvey> {
	const { db } = event.locals.app;
	authoriseActor(event);
	const survey = await db
		.selectFrom('survey')
		.selectAll()
		.where('id', '=', surveyId)
		.executeTakeFirst();
	if (!survey) refuse('not_found');
	const subjects = await subjectsOf(db, surveyId);
	const asked = surveyPermission(permission, subjects);
	const { actor, union } = await authoriseUnion(event, asked, survey.union_id);
	const may = (other: Permission) =>
		can(actor.roles, surveyPermission(other, subjects), union.path);
	return { actor, union, survey, may };
}

async function subjectsOf(db: Database, surveyId: string): Promise<Subject[]> {
	const rows = await db
		.selectFrom('survey_subject')
		.select('subject')
		.where('survey_id', '=', surveyId)
		.execute();
	return rows.map(({ subject }) => subject);
}

/**
 * The account, the union, the year and what the account may do with that score sheet, if it holds one of `rights` in it.
 * A sheet that may not be read is as unknown as one that is not there; `access.writes` says what may be written now.
 */
export async function authoriseAssessment(
	event: Guarded,
	rights: SheetRight | readonly SheetRight[],
	{ union: unionId, year: text }: { union: string; year: string }
): Promise<{ actor: Actor; union: UnionTable; year: number; access: SheetAccess }> {
	const actor = authoriseActor(event);
	const { db, clock } = event.locals.app;
	const [union, year] = [await findUnion(db, unionId), parseYear(text)];
	if (!union || year === null) refuse('not_found');
	const access = await readSheetAccess(db, clock, actor, { unionId, year });
	if (!access.rights.includes('read')) refuse('not_found');
	const wanted = typeof rights === 'string' ? [rights] : rights;
	if (!wanted.some((right) => access.rights.includes(right))) refuse('forbidden');
	return { actor, union, year, access };
}

/**
 * The account and one result of earlier years (历史), if it holds `permission` in its union; one out of reach is as unknown
 * as one that is not there.
 */
export async function authoriseHistory(
	event: Guarded,
	permission: Permission,
	resultId: string
): Promise<{ actor: Actor; view: HistoryView; may: (permission: Permission) => boolean }> {
	const actor = authoriseActor(event);
	const [view] = await readHistory(event.locals.app.db, [resultId]);
	if (!view || !can(actor.roles, 'union.read', view.union.path)) refuse('not_found');
	const may = (other: Permission) => can(actor.roles, other, view.union.path);
	if (!may(permission)) refuse('forbidden');
	return { actor, view, may };
}

function findUnion(db: Database, id: string): Promise<UnionTable | undefined> {
	return db.selectFrom('union').selectAll().where('id', '=', id).executeTakeFirst();
}
