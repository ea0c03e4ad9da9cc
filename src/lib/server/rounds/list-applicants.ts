import { sql, type SelectQueryBuilder } from 'kysely';
import { applicationStates, type ApplicationState } from '$lib/domain/application-life';
import type { RowOrder } from '$lib/domain/row-order';
import type { Database } from '../database/open';
import { rankOf } from '../database/rank';
import type { Tables } from '../database/schema';
import type { ApplicationTable, RoundTable } from '../database/schema/round';
import type { UnionTable } from '../database/schema/union';
import { PAGE_SIZE } from '../unions/search-unions';
import { listAssigned } from './list-reviewers';
import { countScored } from './count-scored';
import type { Round } from './find-round';

/** `none`: has not applied. */
export const applicantStates = ['none', ...applicationStates] as const;
export type ApplicantState = (typeof applicantStates)[number];

export const applicantOrders = ['code', 'state', 'self', 'review'] as const;
export type ApplicantOrder = (typeof applicantOrders)[number];

export interface ApplicantFilter {
	/** Part of the name, or the beginning of the code. */
	text: string;
	state: ApplicantState | null;
	/** Account; only what it reviews. `nobody`: without a reviewer. */
	reviewer: string | null;
	/** By code unless asked otherwise. */
	order?: RowOrder<ApplicantOrder> | null;
	/** Unions in which whoever asks holds a role: who reviews those is not told, by no filter either. */
	own?: readonly string[];
	/** From 1. */
	page: number;
}

/** A union that takes part in a round, or could. */
export interface Applicant {
	unionId: string;
	name: string;
	code: string;
	application:
		| (Pick<
				ApplicationTable,
				'id' | 'self_score' | 'self_points' | 'review_score' | 'review_points'
		  > & { state: ApplicationState })
		| null;
	reviewers: { userId: string; name: string }[];
	/** Criteria that somebody has entered. */
	scored: { self: number; review: number };
}

/** The unions of a round's level below its union that fit, 50 a page. `page` comes back within bounds. */
export async function listApplicants(
	db: Database,
	round: Round,
	filter: ApplicantFilter
): Promise<{ applicants: Applicant[]; total: number; page: number; pages: number }> {
	const fitting = selectFitting(db, round, filter);
	const { total } = await fitting
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
	const page = Math.min(Math.max(1, filter.page), pages);
	const rows = await inOrder(fitting, filter.order ?? null)
		.select(['union.id as unionId', 'union.name', 'union.code'])
		.select(['application.id', 'state', 'self_score', 'self_points'])
		.select(['review_score', 'review_points'])
		.limit(PAGE_SIZE)
		.offset((page - 1) * PAGE_SIZE)
		.execute();
	const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
	const [reviewers, scored] = [await listAssigned(db, ids), await countScored(db, ids)];
	return {
		...{ total, page, pages },
		applicants: rows.map(({ unionId, name, code, id, state, ...totals }) => ({
			...{ unionId, name, code },
			application: id !== null && state !== null ? { id, state, ...totals } : null,
			reviewers: filter.own?.includes(unionId) ? [] : (reviewers.get(id ?? '') ?? []),
			scored: scored.get(id ?? '') ?? { self: 0, review: 0 }
		}))
	};
}

/** The applications that fit, however many: for acts on all of them. */
export async function listFittingIds(
	db: Database,
	round: Round,
	filter: Omit<ApplicantFilter, 'page'>
): Promise<string[]> {
	const rows = await selectFitting(db, round, filter)
		.select('application.id')
		.where('application.id', 'is not', null)
		.execute();
	return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** How many unions of the round are in each state. */
export async function countApplicants(
	db: Database,
	round: Round
): Promise<Record<ApplicantState, number>> {
	const rows = await selectScope(db, round)
		.select(({ fn }) => ['state', fn.countAll<number>().as('n')])
		.groupBy('state')
		.execute();
	const count = (wanted: ApplicationState | null) =>
		rows.find(({ state }) => state === wanted)?.n ?? 0;
	const entries = applicantStates.map((state) => [state, count(state === 'none' ? null : state)]);
	return Object.fromEntries(entries) as Record<ApplicantState, number>;
}

type Scope = SelectQueryBuilder<
	Tables & { application: Nullable<ApplicationTable & { state: ApplicationState }> },
	'union' | 'application',
	object
>;
type Nullable<T> = { [K in keyof T]: T[K] | null };

/** Unions that are closed and never applied have nothing to do with it. */
function selectScope(db: Database, { id, unionPath, level }: Round): Scope {
	return db
		.selectFrom('union')
		.leftJoin('application', (join) =>
			join
				.onRef('application.union_id', '=', 'union.id')
				.on('application.round_id', '=', id as RoundTable['id'])
				.on('application.state', '<>', 'withdrawn')
		)
		.where('union.level', '=', level as UnionTable['level'])
		.where('union.path', 'like', `${unionPath}_%`)
		.where(({ eb, or }) =>
			or([eb('union.closed_at', 'is', null), eb('application.id', 'is not', null)])
		) as unknown as Scope;
}

function selectFitting(
	db: Database,
	round: Round,
	{ text, state, reviewer, own = [] }: Omit<ApplicantFilter, 'page'>
): Scope {
	let query = selectScope(db, round);
	if (text) query = query.where(matches(text));
	if (state === 'none') query = query.where('application.id', 'is', null);
	else if (state) query = query.where('application.state', '=', state);
	if (reviewer) query = query.where(reviewedBy(reviewer));
	if (reviewer && own.length > 0) query = query.where('union.id', 'not in', own);
	return query;
}

/** Of the most there are for a sheet, in half points. */
const FULL = 200;
/** More than the product of two such numbers, so that shares that differ do so in whole parts. */
const PARTS = 1_000_000;

/** Scores by their share of what could be reached, as exact fractions compare; those without one last, either way. */
function inOrder(query: Scope, order: RowOrder<ApplicantOrder> | null): Scope {
	const direction = order?.descending ? 'desc' : 'asc';
	if (!order || order.by === 'code') return query.orderBy('union.code', direction);
	if (order.by === 'state')
		return query
			.orderBy(rankOf(sql`coalesce(state, 'none')`, applicantStates), direction)
			.orderBy('union.code');
	const [score, points] = [sql.ref(`${order.by}_score`), sql.ref(`${order.by}_points`)];
	const share = sql`${score} * ${sql.lit(PARTS)} / nullif(coalesce(${points}, ${sql.lit(FULL)}), 0)`;
	return query
		.orderBy(sql`case when ${share} is null then 1 else 0 end`)
		.orderBy(share, direction)
		.orderBy('union.code');
}

function reviewedBy(reviewer: string) {
	const assigned = sql`select 1 from reviewer_assignment a where a.application_id = application.id`;
	return reviewer === 'nobody'
		? sql<boolean>`application.id is not null and not exists (${assigned})`
		: sql<boolean>`exists (${assigned} and a.user_id = ${reviewer})`;
}

function matches(text: string) {
	const literal = text.toLowerCase().replace(/[\\%_]/g, '\\$&');
	return sql<boolean>`(lower("union".name) like ${`%${literal}%`} escape '\\'
		or lower("union".code) like ${`${literal}%`} escape '\\')`;
}
