import { redactComment } from '$lib/domain/redact-comment';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { isUniqueViolation } from '../database/dialect';
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
 * with them, so that nobody can try guesses against the seal in the log. A comment counted before there were seals is
 * hidden as a whole, and its words stay in the database. Refuses `reason_needed`, `reason_repeats`,
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
	redaction: Redaction,
	by: string
): Promise<void> {
	const { surveyId, textId, passage, reason } = redaction;
	if (reason.trim() === '') throw new Refused('reason_needed');
	const text = await findText(trx, surveyId, textId);
	if (!text) throw new Refused('not_found');
	const body = redactComment(text.body, passage);
	if (body === null) throw new Refused('passage_unknown');
	if (body === text.body) throw new Refused('comment_redacted');
	if (repeats(reason, passage ?? text.body)) throw new Refused('reason_repeats');
	if (text.seal === null) await checkHideable(trx, text, passage);
	else await overwrite(trx, text, body);
	await record(trx, app, { ...redaction, text, by });
}

type Text = NonNullable<Awaited<ReturnType<typeof findText>>>;

/** However it is spaced or set. */
function repeats(reason: string, words: string): boolean {
	const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
	return plain(reason).includes(plain(words));
}

/**
 * Counted before there were seals: the log commits to the very words, and so they stay where they are. The whole comment
 * can be kept from being read; a passage cannot, since what is hidden would have to be written down once more.
 */
async function checkHideable(
	trx: Transaction,
	{ result_id, id }: Text,
	passage: string | null
): Promise<void> {
	if (passage !== null) throw new Refused('comment_unsealed');
	if ((await nextSeq(trx, result_id, id)) > 1) throw new Refused('comment_redacted');
}

async function overwrite(trx: Transaction, text: Text, body: string): Promise<void> {
	const { numUpdatedRows } = await trx
		.updateTable('result_text')
		.set({ body, salt: null, redacted: 1 })
		.where('result_id', '=', text.result_id)
		.where('id', '=', text.id)
		.where('body', '=', text.body)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Refused('comment_redacted');
}

async function record(
	trx: Transaction,
	app: App,
	{ surveyId, text, passage, reason, by }: Redaction & { text: Text; by: string }
): Promise<void> {
	const kind = passage === null ? 'whole' : 'passage';
	const row = { result_id: text.result_id, text_id: text.id, kind, reason: reason.trim() } as const;
	try {
		await trx
			.insertInto('redaction')
			.values({
				...{ ...row, seq: await nextSeq(trx, text.result_id, text.id), redacted_by: by },
				redacted_at: toInstant(app.clock.now())
			})
			.execute();
	} catch (error) {
		// Two at once, of a comment that was not overwritten.
		if (isUniqueViolation(error)) throw new Refused('comment_redacted');
		throw error;
	}
	await recordAudit(trx, app.clock, {
		...{ userId: by, action: 'redact_comment', noun: 'survey', nounId: surveyId },
		detail: { subject: text.subject, comment: text.id, kind, reason: reason.trim() }
	});
}

function findText(trx: Transaction, surveyId: string, textId: string) {
	return trx
		.selectFrom('result_text')
		.innerJoin('result', 'result.id', 'result_text.result_id')
		.select(['result_id', 'result_text.id', 'body', 'seal', 'subject'])
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
