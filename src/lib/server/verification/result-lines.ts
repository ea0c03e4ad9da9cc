import { canonicalJson } from '$lib/domain/canonical-json';
import { hashText } from '$lib/domain/verify/results-check';
import type { Database } from '../database/open';
import type { ResultTable } from '../database/schema/result';
import { fromJson } from '../database/values';
import { listResultCounts, listResultTexts, listSurveyResults } from '../results/read-results';

/** A result as bundles state it and the log commits to it: canonical JSON texts. */
export interface ResultLine {
	subject: string;
	status: ResultTable['status'];
	/** What counting sealed. Its status and its publication, which may still change, are not in it. */
	text: string;
	/** The released comments with their random ids, without which a short one could be guessed from its hash. */
	comments: string;
}

/** The results of a survey by the name of their subject; none before it is counted. */
export async function readResultLines(db: Database, surveyId: string): Promise<ResultLine[]> {
	const rows = await listSurveyResults(db, surveyId);
	const lines = rows.map(async (row): Promise<ResultLine> => {
		const comments = canonicalJson(await listResultTexts(db, row.id));
		const counts = await listResultCounts(db, row.id);
		const questions = counts.map(({ result_id: _, ...question }) => question);
		const sealed = { ...sealedPart(row), questions, comments: hashText(comments) };
		return { subject: row.subject, status: row.status, text: canonicalJson(sealed), comments };
	});
	return (await Promise.all(lines)).sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

function sealedPart(row: ResultTable) {
	return {
		...{ survey: row.survey_id, union: row.union_id, subject: row.subject, year: row.year },
		...{ source: row.source, person: row.person_id, mode: row.mode, electorate: row.electorate },
		...{ eligible: row.eligible, issued: row.issued },
		...{ returned_online: row.returned_online, returned_paper: row.returned_paper },
		...{ disclosure: row.disclosure, favourable: row.favourable, satisfied: row.satisfied },
		...{ basically_satisfied: row.basically_satisfied, dissatisfied: row.dissatisfied },
		...{ unsure: row.unsure, blank: row.blank, invalid: row.invalid },
		min_turnout: { num: row.min_turnout_num, den: row.min_turnout_den },
		...{ consent: row.consent, counted_at: row.counted_at, rules: fromJson(row.rules) }
	};
}
