import { sql } from 'kysely';
import type { HeldRole } from '$lib/domain/permission';
import type { Database } from '../database/open';
import { fromJson, type Instant } from '../database/values';
import { PAGE_ROWS, type ListPage } from '../page-of';

/** Which lines somebody may read: all (null), or those about unions below these paths, but not about these unions. */
export type AuditScope = { below: string[]; except: string[] } | null;

/** What the acts are narrowed by. */
export interface AuditFilter {
	/** Part of the name of who acted, or of the union. */
	text: string;
	noun: string | null;
	/** From this instant on, and before that one. */
	from: Instant | null;
	until: Instant | null;
	/** Path of a union: only what is about it and the unions below. */
	below: string | null;
}

/** A line of the audit with its place in the chain. */
export interface FoundAct {
	seq: number;
	at: Instant;
	/** null: the server itself. */
	by: string | null;
	action: string;
	noun: string;
	nounId: string;
	detail: Record<string, unknown>;
	union: { id: string; name: string } | null;
}

/** Of an integer column on both engines. */
const LAST_PLACE = 2 ** 31 - 1;
const SLICE = 1000;

/** Administrators read everything; supervisors what is about the unions below theirs in which they hold no role. */
export function auditScope(held: readonly HeldRole[]): AuditScope {
	if (held.some(({ role }) => role === 'admin')) return null;
	const below = held.filter(({ role }) => role === 'supervisor').map(({ path }) => path);
	return { below, except: held.map(({ path }) => path) };
}

/** A page of the acts in reach that fit, the latest first. */
export async function searchAudit(
	db: Database,
	scope: AuditScope,
	filter: AuditFilter,
	wanted: number
): Promise<ListPage<FoundAct>> {
	const fitting = selectActs(db, scope, filter);
	const { total } = await fitting
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
	const page = Math.min(Math.max(1, wanted), pages);
	const rows = await pick(fitting)
		.orderBy('link.seq', 'desc')
		.limit(PAGE_ROWS)
		.offset((page - 1) * PAGE_ROWS)
		.execute();
	return { rows: rows.map(actOf), total, page, pages };
}

/** The acts in reach that fit, in slices, the latest first. */
export async function* listActs(
	db: Database,
	scope: AuditScope,
	filter: AuditFilter
): AsyncGenerator<FoundAct[]> {
	for (let last = LAST_PLACE; ;) {
		const rows = await pick(selectActs(db, scope, filter))
			.where('link.seq', '<', last)
			.orderBy('link.seq', 'desc')
			.limit(SLICE)
			.execute();
		if (rows.length > 0) yield rows.map(actOf);
		last = rows.at(-1)?.seq ?? 0;
		if (rows.length < SLICE) return;
	}
}

function selectActs(db: Database, scope: AuditScope, filter: AuditFilter) {
	const { text, noun, from, until, below } = filter;
	let query = db
		.selectFrom('audit_link as link')
		.innerJoin('audit', 'audit.id', 'link.audit_id')
		.leftJoin('user', 'user.id', 'audit.user_id')
		.leftJoin('union', 'union.id', 'link.union_id')
		.where(inReach(scope));
	if (noun) query = query.where('audit.noun', '=', noun);
	if (from) query = query.where('audit.at', '>=', from);
	if (until) query = query.where('audit.at', '<', until);
	if (below) query = query.where('union.path', 'like', `${below}%`);
	if (text) query = query.where(named(text));
	return query;
}

function pick(query: ReturnType<typeof selectActs>) {
	return query
		.select(['link.seq', 'audit.at', 'audit.action', 'audit.noun', 'audit.noun_id as nounId'])
		.select(['audit.detail', 'user.name as by', 'union.id as unionId'])
		.select('union.name as unionName');
}

type Row = Awaited<ReturnType<ReturnType<typeof pick>['execute']>>[number];

function actOf({ unionId, unionName, detail, ...row }: Row): FoundAct {
	const union = unionId === null || unionName === null ? null : { id: unionId, name: unionName };
	return { ...row, detail: fromJson(detail), union };
}

function inReach(scope: AuditScope) {
	if (scope === null) return sql<boolean>`1 = 1`;
	const path = sql.ref('union.path');
	const below = scope.below.map((root) => sql`${path} like ${`${root}%`}`);
	const except = scope.except.map((own) => sql` and ${path} <> ${own}`);
	if (below.length === 0) return sql<boolean>`1 = 0`;
	return sql<boolean>`((${sql.join(below, sql` or `)})${sql.join(except, sql``)})`;
}

function named(text: string) {
	const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
	return sql<boolean>`(lower("union".name) like ${pattern} escape '\\'
		or lower("user".name) like ${pattern} escape '\\')`;
}
