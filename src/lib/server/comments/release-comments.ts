import { randomBytes } from 'node:crypto';
import { commentsReleased, type SuppressionRule } from '$lib/domain/suppression';
import { sealComment } from '$lib/domain/verify/comment-seal';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import type { OpenedBox } from '../ballots/open-box';
import { newId } from '../database/id';
import type { Survey, SurveySubjectTable } from '../database/schema/survey';
import type { Transaction } from '../database/transaction';

interface Opened {
	survey: Survey;
	subject: SurveySubjectTable;
	opened: OpenedBox;
}

interface Release {
	resultId: string;
	questionId: string;
	rule: SuppressionRule;
	/** Ballots with an opinion on the overall question. */
	opinions: number;
}

/**
 * Writes what was written about one subject, if enough people did; otherwise it is gone with the box. Each comment gets a
 * seal for the log, so that words can be taken out later without the log telling what they were.
 */
export async function releaseComments(
	trx: Transaction,
	{ clock }: Pick<App, 'clock'>,
	{ survey, subject, opened }: Opened,
	{ resultId, questionId, rule, opinions }: Release
): Promise<void> {
	const bodies = opened.comments.filter((one) => one.questionId === questionId);
	if (!commentsReleased(opinions, bodies.length, rule)) return;
	const texts = bodies
		.map(({ body }) => {
			const salt = randomBytes(16).toString('hex');
			const seal = sealComment(salt, body);
			return { result_id: resultId, id: newId(), question_id: questionId, body, salt, seal };
		})
		// Stored in the order of their random ids: neither the box nor the table remembers who came first.
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	for (const text of texts) await trx.insertInto('result_text').values(text).execute();
	await recordAudit(trx, clock, {
		...{ userId: null, action: 'release_comments', noun: 'survey', nounId: survey.id },
		detail: { subject: subject.subject, comments: texts.length }
	});
}
