import { sql, type SelectQueryBuilder } from 'kysely';
import type { UnitState } from '$lib/domain/coverage-states';
import type { Scope } from '$lib/domain/permission';
import type { Level, Subject } from '$lib/domain/words';
import type { Database } from '../database/open';
import type { Tables } from '../database/schema';
import type { FigureTable } from '../database/schema/figure';
import type { SurveySubjectTable, SurveyTable } from '../database/schema/survey';
import { existedIn } from '../unions/existed-in';
import { inScope } from '../unions/scope';

/** Which unions a board is about, and what of them. */
export interface UnitFilter {
	/** null: every union of the platform. */
	scope: Scope | null;
	year: number;
	subject: Subject;
	level: Level | null;
	kind: string | null;
	/** Path of the chosen union: what is below it. */
	below: string | null;
	/** Unions with chairs below them, who rate them. */
	aboveGrassroots?: boolean;
	/** 独立基层工会 alone, as coverage counts them. */
	independent?: boolean;
}

type Joined = Tables & {
	figure: { [Column in keyof FigureTable]: FigureTable[Column] | null };
	asked: { [Column in keyof SurveySubjectTable]: SurveySubjectTable[Column] | null };
	running: { [Column in keyof SurveyTable]: SurveyTable[Column] | null };
};

export type Units = SelectQueryBuilder<Tables, 'union', object>;
export type RatedUnits = SelectQueryBuilder<Tables, 'union' | 'figure', object>;
export type FiguredUnits = SelectQueryBuilder<
	Joined,
	'union' | 'figure' | 'asked' | 'running',
	object
>;

/** The unions that existed at the end of the year and fit the filter. */
export function selectUnits(db: Database, filter: UnitFilter): Units {
	const { scope, year, level, kind, below } = filter;
	let query: Units = db
		.selectFrom('union')
		.where(({ ref }) => inScope(ref('union.path'), scope))
		.where(existedIn(year));
	if (level) query = query.where('union.level', '=', level);
	if (kind) query = query.where('union.kind', '=', kind);
	if (filter.aboveGrassroots) query = query.where('union.level', '<>', 'grassroots');
	if (filter.independent) query = query.where('union.independent', '=', 1);
	// Every character of a path sorts below `~`.
	if (below) query = query.where('union.path', '>', below).where('union.path', '<', `${below}~`);
	return query;
}

/** The same, each with its figure and the survey under way, if there are any. */
export function selectFigured(db: Database, filter: UnitFilter): FiguredUnits {
	return joinFigures(selectUnits(db, filter), filter);
}

export function joinFigures(units: Units, { year, subject }: UnitFilter): FiguredUnits {
	return units
		.leftJoin('figure', (join) =>
			join
				.onRef('figure.union_id', '=', 'union.id')
				.on('figure.year', '=', year)
				.on('figure.subject', '=', subject)
		)
		.leftJoin('survey_subject as asked', (join) =>
			join
				.onRef('asked.union_id', '=', 'union.id')
				.on('asked.year', '=', year)
				.on('asked.subject', '=', subject)
				.on('asked.live', '=', 1)
		)
		.leftJoin('survey as running', (join) =>
			join.onRef('running.id', '=', 'asked.survey_id').on('running.state', 'in', ['open', 'closed'])
		) as unknown as FiguredUnits;
}

/** The units with a rate that is shown and counts: whatever is ranked, drawn or compared. */
export function selectRated(db: Database, filter: UnitFilter): RatedUnits {
	return selectUnits(db, filter).innerJoin('figure', (join) =>
		join
			.onRef('figure.union_id', '=', 'union.id')
			.on('figure.year', '=', filter.year)
			.on('figure.subject', '=', filter.subject)
			.on('figure.live', '=', 1)
			.on('figure.standing', '=', 'counts')
			.on('figure.rate_key', 'is not', null)
	);
}

/** Of a union with its figure. A survey under way stands for its year where an earlier one was made void. */
export const unitState = sql<UnitState>`case
	when figure.live = 1 and figure.standing = 'counts' and figure.rate_key is null then 'unrated'
	when figure.live = 1 then figure.standing
	when running.id is not null then 'running'
	when figure.union_id is not null then figure.standing
	else 'missing' end`;
