import type { Scope } from '$lib/domain/permission';
import { fingerprintOf, groupFingerprint } from '$lib/domain/verify/fingerprint';
import type { Database } from '../database/open';
import type { SurveyWithSubjects } from '../surveys/read-survey';
import { withSubjects } from '../surveys/read-survey';
import { walkUnions, type FoundUnion, type UnionFilter } from '../unions/search-unions';

/** A survey with its union. */
export interface SurveyLine {
	union: FoundUnion;
	survey: SurveyWithSubjects;
	/** 问卷指纹 in groups; null in a draft. */
	fingerprint: string | null;
}

/** The surveys of a year of all unions in reach that fit the filter, void ones too, in slices. */
export async function* walkSurveys(
	db: Database,
	scope: Scope | null,
	filter: UnionFilter,
	year: number
): AsyncGenerator<SurveyLine[]> {
	for await (const unions of walkUnions(db, scope, filter)) {
		const surveys = await surveysOf(
			db,
			unions.map(({ id }) => id),
			year
		);
		const fingerprints = await fingerprintsOf(
			db,
			surveys.map(({ id }) => id)
		);
		const own = Map.groupBy(surveys, ({ union_id }) => union_id);
		yield unions.flatMap((union) =>
			(own.get(union.id) ?? []).map((survey) => ({
				...{ union, survey, fingerprint: fingerprints.get(survey.id) ?? null }
			}))
		);
	}
}

async function surveysOf(
	db: Database,
	unionIds: readonly string[],
	year: number
): Promise<SurveyWithSubjects[]> {
	const rows = await db
		.selectFrom('survey')
		.selectAll()
		.where('union_id', 'in', unionIds)
		.where('year', '=', year)
		.orderBy('created_at')
		.execute();
	return withSubjects(db, rows);
}

async function fingerprintsOf(
	db: Database,
	surveyIds: readonly string[]
): Promise<Map<string, string>> {
	if (surveyIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('log')
		.select(['survey_id', 'payload'])
		.where('survey_id', 'in', surveyIds)
		.where('seq', '=', 0)
		.execute();
	return new Map(
		rows.map(({ survey_id, payload }) => [survey_id, groupFingerprint(fingerprintOf(payload))])
	);
}
