import type { Fraction, Ratio } from '$lib/domain/fraction';
import { validityMessage } from '$lib/domain/messages';
import type { Standing } from '$lib/domain/result-validity';
import type { Subject } from '$lib/domain/words';
import type { Database } from '../database/open';
import { figuresOf } from '../results/figures';
import { listResults } from '../results/read-results';

/** One year's figure of one subject. */
export interface TrendPoint {
	subject: Subject;
	year: number;
	rate: Ratio | null;
	turnout: Fraction | null;
	standing: Standing;
	/** Why it does not count, in Chinese; empty if it counts. */
	reasons: string[];
	surveyId: string | null;
	/** The chair who was rated. */
	person: string | null;
	/** 历史/纸质. */
	history: boolean;
}

/** Every result of a union that was not made void, by year. */
export async function readTrend(db: Database, unionId: string): Promise<TrendPoint[]> {
	const rows = await listResults(db, unionId);
	return rows
		.filter(({ status }) => status !== 'void')
		.map((row) => {
			const { rate, turnout, validity } = figuresOf(row);
			return {
				...{ subject: row.subject, year: row.year, rate, turnout },
				standing: validity.standing,
				reasons: validity.reasons.map(validityMessage),
				surveyId: row.survey_id,
				person: row.person_name,
				history: row.source === 'history'
			};
		});
}
