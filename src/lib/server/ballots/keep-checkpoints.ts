import type { LogHead } from '$lib/domain/verify/log-head';
import type { App } from '../app';
import { transaction, type Transaction } from '../database/transaction';
import { dayOf, makeCheckpoint } from './checkpoints';
import { readHead } from './log-head';
import { SecretError } from './survey-secrets';

/**
 * Ballots between two checkpoints of a running survey. A checkpoint is made where the ballots are a multiple of ten, up
 * to nine before the last one, so with twenty at least eleven came in between.
 */
const ballotsBetween = 20;

/** Makes the checkpoints that are due, of every survey whose log has grown since its last one. */
export async function keepCheckpoints(app: App): Promise<void> {
	const rows = await app.db
		.selectFrom('box')
		.innerJoin('survey', 'survey.id', 'box.survey_id')
		.leftJoin('checkpoint', 'checkpoint.survey_id', 'box.survey_id')
		.where('survey.state', '<>', 'destroyed')
		.groupBy(['box.survey_id', 'box.accepting', 'box.log_size'])
		.select(['box.survey_id', 'box.accepting', 'box.log_size'])
		.select((eb) => [eb.fn.max('checkpoint.size').as('size'), eb.fn.max('day').as('day')])
		.execute();
	const today = dayOf(app.clock);
	for (const { survey_id: id, accepting, log_size: grown, size, day } of rows) {
		const doneToday = accepting === 1 && day !== null && day >= today;
		if (size !== grown && !doneToday) await keepCheckpoint(app, id);
	}
}

/**
 * Makes a checkpoint of one survey if one is due: while it is open, at most one a day and only if enough ballots came
 * since the last; once its box is shut, always. A lost key leaves the log without one.
 */
export async function keepCheckpoint(app: App, surveyId: string): Promise<void> {
	try {
		await transaction(app.db, (trx) => checkpointIfDue(trx, app, surveyId));
	} catch (error) {
		if (!(error instanceof SecretError)) throw error;
		app.log.warn({ survey: surveyId, secret: error.secret }, 'no checkpoint without the log key');
	}
}

async function checkpointIfDue(trx: Transaction, app: App, surveyId: string): Promise<void> {
	// Takes the box's lock, so that its log stands still.
	const box = await trx
		.updateTable('box')
		.set((eb) => ({ log_size: eb.ref('log_size') }))
		.where('survey_id', '=', surveyId)
		.returning(['accepting', 'ballots', 'log_size as size'])
		.executeTakeFirst();
	if (!box) return;
	const head = await readHead(trx, surveyId, box);
	const due = box.accepting === 0 ? head : await dueWhileOpen(trx, app, surveyId, head);
	if (due) await makeCheckpoint(trx, app, surveyId, due);
}

async function dueWhileOpen(trx: Transaction, app: App, surveyId: string, head: LogHead) {
	const last = await trx
		.selectFrom('checkpoint')
		.select(['size', 'day'])
		.where('survey_id', '=', surveyId)
		.orderBy('size', 'desc')
		.executeTakeFirst();
	if (!last) return head.mark;
	const { between } = await trx
		.selectFrom('log')
		.select((eb) => eb.fn.countAll<number>().as('between'))
		.where('survey_id', '=', surveyId)
		.where('type', '=', 'ballot')
		.where('seq', '>=', last.size)
		.where('seq', '<', head.mark.size)
		.executeTakeFirstOrThrow();
	return last.day < dayOf(app.clock) && between >= ballotsBetween ? head.mark : null;
}
