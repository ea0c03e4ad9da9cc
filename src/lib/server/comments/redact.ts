import { redactComment } from '$lib/domain/redact-comment';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { forget } from '../database/keep-forgetting';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';

export interface Redaction {
	surveyId: string;
	/** The comment. */
	textId: string;
	/** As it stands in the comment; null: all of it. */
	passage: string | null;
	/** Shown beside the comment and kept for ever, so it must not say again what is taken out. */
	reason: string;
}

/**
 * 隐去: takes words out of a released comment for good. What is recorded says that and why, never the words; the salt goes
 * with them, so that nobody can try guesses against the seal in the log. Refuses `reason_needed`, `reason_repeats`,
 * `not_found`, `passage_unknown`, `comment_redacted`, `comment_unsealed`.
 */
export async function redact(app: App, redaction: Redaction, by: string): Promise<void> {
	await transaction(app.db, (trx) => takeOut(trx, app, redaction, by));
	// What is overwritten still lies in the write-ahead log, or in a dead row.
	await forget(app, ['result_text']);
}

async function takeOut(
	trx: Transaction,
	app: App,
	{ surveyId, textId, passage, reason }: Redaction,
	by: string
): Promise<void> {
	if (reason.trim() === '') throw new Refused('reason_needed');
	const text = await findText(trx, surveyId, textId);
	if (!text) throw new Refused('not_found');
	if (text.seal === null) throw new Refused('comment_unsealed');
	const body = redactComment(text.body, passage);
	if (body === null) throw new Refused('passage_unknown');
	if (body === text.body) throw new Refused('comment_redacted');
	if (reason.includes(passage ?? text.body)) throw new Refused('reason_repeats');
	const { numUpdatedRows } = await trx
		.updateTable('result_text')
		.set({ body, salt: null, redacted: 1 })
		.where('result_id', '=', text.result_id)
		.where('id', '=', textId)
		.where('body', '=', text.body)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Refused('comment_redacted');
	const kind = passage === null ? 'whole' : 'passage';
	await trx
		.insertInto('redaction')
		.values({
			...{ result_id: text.result_id, text_id: textId, kind, reason: reason.trim() },
			...{ seq: await nextSeq(trx, text.result_id, textId), redacted_by: by },
			redacted_at: toInstant(app.clock.now())
		})
		.execute();
	await recordAudit(trx, app.clock, {
		...{ userId: by, action: 'redact_comment', noun: 'survey', nounId: surveyId },
		detail: { subject: text.subject, comment: textId, kind, reason: reason.trim() }
	});
}

function findText(trx: Transaction, surveyId: string, textId: string) {
	return trx
		.selectFrom('result_text')
		.innerJoin('result', 'result.id', 'result_text.result_id')
		.select(['result_id', 'body', 'seal', 'subject'])
		.where('result.survey_id', '=', surveyId)
		.where('result_text.id', '=', textId)
		.executeTakeFirst();
}

async function nextSeq(trx: Transaction, resultId: string, textId: string): Promise<number> {
	const { count } = await trx
		.selectFrom('redaction')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('result_id', '=', resultId)
		.where('text_id', '=', textId)
		.executeTakeFirstOrThrow();
	return Number(count) + 1;
}
