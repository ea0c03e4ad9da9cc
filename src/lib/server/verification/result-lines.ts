import type { Selectable } from 'kysely';
import { canonicalJson } from '$lib/domain/canonical-json';
import { sealedComments, type CommentStatement } from '$lib/domain/verify/comment-seal';
import { hashText } from '$lib/domain/verify/results-check';
import type { Database } from '../database/open';
import type { ResultTable, ResultTextTable } from '../database/schema/result';
import { fromJson } from '../database/values';
import { listResultCounts, listResultTexts, listSurveyResults } from '../results/read-results';

type Text = Selectable<ResultTextTable>;

/** A result as bundles state it and the log commits to it: canonical JSON texts. */
export interface ResultLine {
	subject: string;
	status: ResultTable['status'];
	/** What counting sealed. Its status and its publication, which may still change, are not in it. */
	text: string;
	/** The released comments; where words were taken out, the seal of what was written. */
	comments: string;
}

/** The results of a survey by the name of their subject; none before it is counted. */
export async function readResultLines(db: Database, surveyId: string): Promise<ResultLine[]> {
	const rows = await listSurveyResults(db, surveyId);
	const lines = rows.map(async (row): Promise<ResultLine> => {
		const { comments, hash } = stateComments(await listResultTexts(db, row.id));
		const counts = await listResultCounts(db, row.id);
		const questions = counts.map(({ result_id: _, ...question }) => question);
		const sealed = { ...sealedPart(row), questions, comments: hash };
		return { subject: row.subject, status: row.status, text: canonicalJson(sealed), comments };
	});
	return (await Promise.all(lines)).sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

/**
 * The comments as the review bundle has them, and the hash that the log commits to: of the seals as stored, so that words
 * changed without their seal and a seal changed without its words both show. Results of before there were seals commit
 * to the very words with their random ids.
 */
function stateComments(texts: Text[]): { comments: string; hash: string } {
	const plain = texts.every(({ seal }) => seal === null);
	const comments = canonicalJson(plain ? texts.map(plainStatement) : texts.map(commentStatement));
	if (plain) return { comments, hash: hashText(comments) };
	const seals = texts.map(({ id, question_id, seal }) => ({ id, question_id, seal: seal ?? '' }));
	return { comments, hash: hashText(sealedComments(seals)) };
}

function plainStatement({ id, question_id, body }: Text) {
	return { id, question_id, body };
}

function commentStatement(text: Text): CommentStatement {
	const { id, question_id, salt, seal, body } = text;
	return salt === null ? { id, question_id, seal: seal ?? '' } : { id, question_id, salt, body };
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
		...{ consent: row.consent, counted_at: row.counted_at, rules: fromJson(row.rules) },
		// Without it, whoever guesses a result that is not published could hold the guess against the public log.
		...(row.salt !== null && { salt: row.salt })
	};
}
