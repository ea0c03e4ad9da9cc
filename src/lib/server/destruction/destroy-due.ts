import { recordAudit } from '../audit/record-audit';
import type { App } from '../app';
import { compact } from '../database/dialect';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { beginDestruction } from './begin-destruction';
import { eraseRows } from './erase-rows';
import { eraseSecrets } from './erase-secrets';

/** What is rewritten, because deleted rows lay in it. */
const boxTables = ['ballot', 'code', 'spent', 'leftover', 'paper_answer'] as const;

/**
 * Destroys what is left of every box whose dispute window is over: first the keys, so that no copy of the ballots can be
 * opened any more, then ballots and codes, then what deleted rows left in the storage. Each step may be repeated, so a
 * crash at any moment leaves the rest to the next call.
 */
export async function destroyDue(app: App): Promise<void> {
	for (const surveyId of await listEnded(app)) await beginDestruction(app, surveyId);
	for (const surveyId of await listBegun(app)) await tryToErase(app, surveyId);
	await complete(app);
}

/** A file that cannot be removed must not keep the other surveys waiting; it is tried again. */
async function tryToErase(app: App, surveyId: string): Promise<void> {
	try {
		await erase(app, surveyId);
	} catch (error) {
		app.log.error({ survey: surveyId, err: error }, 'survey could not be destroyed');
	}
}

/** Counted or void, and not begun: only those of the last weeks. */
async function listEnded({ db }: App): Promise<string[]> {
	const rows = await db
		.selectFrom('survey')
		.leftJoin('destruction', 'destruction.survey_id', 'survey.id')
		.select('survey.id')
		.where('survey.state', 'in', ['counted', 'published', 'void'])
		.where('destruction.survey_id', 'is', null)
		.execute();
	return rows.map(({ id }) => id);
}

async function listBegun({ db }: App): Promise<string[]> {
	const rows = await db
		.selectFrom('destruction')
		.select('survey_id')
		.where('erased_at', 'is', null)
		.execute();
	return rows.map(({ survey_id: id }) => id);
}

async function erase(app: App, surveyId: string): Promise<void> {
	eraseSecrets(app.config.secretsDir, surveyId);
	app.ballots.forget(surveyId);
	await eraseRows(app.db, surveyId);
	await app.db
		.updateTable('destruction')
		.set({ erased_at: toInstant(app.clock.now()) })
		.where('survey_id', '=', surveyId)
		.where('erased_at', 'is', null)
		.execute();
	app.log.info({ survey: surveyId }, 'keys, ballots and codes erased');
}

/** One rewrite serves every survey that was erased before it. */
async function complete(app: App): Promise<void> {
	const erased = await app.db
		.selectFrom('destruction')
		.select('survey_id')
		.where('erased_at', 'is not', null)
		.where('completed_at', 'is', null)
		.execute();
	if (erased.length === 0) return;
	if (!(await compact(app.db, boxTables))) {
		app.log.warn('another connection holds the write-ahead log; destruction is completed later');
		return;
	}
	for (const { survey_id: surveyId } of erased) await markComplete(app, surveyId);
}

async function markComplete(app: App, surveyId: string): Promise<void> {
	await transaction(app.db, async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('destruction')
			.set({ completed_at: toInstant(app.clock.now()) })
			.where('survey_id', '=', surveyId)
			.where('completed_at', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows !== 1n) return;
		await recordAudit(trx, app.clock, {
			...{ userId: null, action: 'destroy', noun: 'survey', nounId: surveyId }
		});
	});
	app.log.info({ survey: surveyId }, 'destruction complete');
}
