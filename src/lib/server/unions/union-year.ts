import type { Fraction, Ratio } from '$lib/domain/fraction';
import type { Standing } from '$lib/domain/result-validity';
import type { Electorate, Mode, SurveyState } from '$lib/domain/words';
import type { Database } from '../database/open';
import { figuresOf } from '../results/figures';

/** Where a union stands: its chair, this year's surveys and the last 会员评家. */
export interface UnionYear {
	chair: string | null;
	/** Surveys of the year that are not void. */
	surveys: {
		id: string;
		title: string;
		state: SurveyState;
		mode: Mode;
		electorate: Electorate;
	}[];
	/** The latest result of 会员评家 that is not void. */
	last: {
		year: number;
		surveyId: string | null;
		rate: Ratio | null;
		turnout: Fraction | null;
		standing: Standing;
		mode: Mode;
		source: 'survey' | 'history';
	} | null;
}

/** What lists and cards say of unions, by their ids; three queries however many they are (up to a page of them). */
export async function readUnionYears(
	db: Database,
	unionIds: readonly string[],
	year: number
): Promise<Map<string, UnionYear>> {
	if (unionIds.length === 0) return new Map();
	const [chairs, surveys, results] = await Promise.all([
		chairsOf(db, unionIds),
		surveysOf(db, unionIds, year),
		lastResultsOf(db, unionIds)
	]);
	return new Map(
		unionIds.map((id) => [
			id,
			{
				chair: chairs.find(({ union_id }) => union_id === id)?.name ?? null,
				surveys: surveys
					.filter(({ union_id }) => union_id === id)
					.map(({ union_id: _, ...survey }) => survey),
				last: results.get(id) ?? null
			}
		])
	);
}

function chairsOf(db: Database, unionIds: readonly string[]) {
	return db
		.selectFrom('term')
		.innerJoin('person', 'person.id', 'term.person_id')
		.select(['union_id', 'name'])
		.where('union_id', 'in', unionIds)
		.where('ended_on', 'is', null)
		.execute();
}

function surveysOf(db: Database, unionIds: readonly string[], year: number) {
	return db
		.selectFrom('survey')
		.select(['union_id', 'id', 'title', 'state', 'mode', 'electorate'])
		.where('union_id', 'in', unionIds)
		.where('year', '=', year)
		.where('state', '!=', 'void')
		.orderBy('created_at')
		.execute();
}

async function lastResultsOf(db: Database, unionIds: readonly string[]) {
	const rows = await db
		.selectFrom('result')
		.selectAll()
		.where('union_id', 'in', unionIds)
		.where('subject', '=', 'home')
		// Earlier figures that wait for approval are nobody's last result.
		.where('status', '=', 'valid')
		.where('mode', '<>', 'poster')
		.orderBy('year', 'desc')
		.execute();
	const last = new Map<string, NonNullable<UnionYear['last']>>();
	for (const row of rows) {
		if (last.has(row.union_id)) continue;
		const { rate, turnout, validity } = figuresOf(row);
		const { year, survey_id: surveyId, mode, source } = row;
		const { standing } = validity;
		last.set(row.union_id, { year, surveyId, rate, turnout, standing, mode, source });
	}
	return last;
}
