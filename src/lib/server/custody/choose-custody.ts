import type { Custody } from '$lib/domain/rules';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import type { Survey } from '../database/schema/survey';
import { transaction, type Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { createKeySet } from './key-set';

/** Who keeps the key: the server, three sheets of this survey's own, or those of a shared key set. */
export type CustodyChoice =
	{ custody: 'server' } | { custody: 'trustees'; sharedSetId: string | null };

/**
 * States who keeps the key of a draft's box. Sheets made for this survey alone are given up by choosing otherwise.
 * Refuses `wrong_state`, `not_found` (a key set not of this union or above it), `custody_never_counts`.
 */
export async function chooseCustody(
	app: App,
	surveyId: string,
	choice: CustodyChoice,
	by: string
): Promise<void> {
	checkCounts(app, choice.custody);
	await transaction(app.db, (trx) => applyCustody(trx, app.clock, surveyId, choice, by));
}

/** The same in the transaction of whoever drafts or edits. */
export async function applyCustody(
	trx: Transaction,
	clock: Clock,
	surveyId: string,
	choice: CustodyChoice,
	by: string
): Promise<void> {
	const survey = await trx
		.updateTable('survey')
		// A scheduled draft would run into a closed door at its hour: somebody has to look at it again.
		.set({ custody: choice.custody, scheduled: 0 })
		.where('id', '=', surveyId)
		.where('state', '=', 'draft')
		.returningAll()
		.executeTakeFirst();
	if (!survey) throw new Refused('wrong_state');
	await leaveKeySet(trx, surveyId);
	if (choice.custody === 'trustees')
		await joinKeySet(trx, clock, survey, { sharedSetId: choice.sharedSetId, by });
	await recordAudit(trx, clock, {
		...{ userId: by, action: 'custody', noun: 'survey', nounId: surveyId },
		detail: { ...choice }
	});
}

function checkCounts({ rubrics }: App, custody: Custody): void {
	if (rubrics.rules.custody[custody] === 'never') throw new Refused('custody_never_counts');
}

async function joinKeySet(
	trx: Transaction,
	clock: Clock,
	survey: Survey,
	{ sharedSetId, by }: { sharedSetId: string | null; by: string }
): Promise<void> {
	const own = { unionId: survey.union_id, title: survey.title, shared: false };
	if (sharedSetId !== null) await checkReach(trx, survey.union_id, sharedSetId);
	const keySetId = sharedSetId ?? (await createKeySet(trx, clock, own, by));
	await trx
		.insertInto('survey_key_set')
		.values({ survey_id: survey.id, key_set_id: keySetId })
		.execute();
}

/** The sheets of a shared key set are those of the union itself or of one above it. */
async function checkReach(trx: Transaction, unionId: string, keySetId: string): Promise<void> {
	const rows = await trx
		.selectFrom('key_set')
		.innerJoin('union as keeper', 'keeper.id', 'key_set.union_id')
		.select(['keeper.path as above', 'shared'])
		.where('key_set.id', '=', keySetId)
		.execute();
	const { path } = await trx
		.selectFrom('union')
		.select('path')
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	if (!rows.some(({ above, shared }) => shared === 1 && path.startsWith(above)))
		throw new Refused('not_found');
}

/** Parts a draft from its sheets; those of its own go with everything rehearsed for it. */
export async function leaveKeySet(trx: Transaction, surveyId: string): Promise<void> {
	const left = await trx
		.deleteFrom('survey_key_set')
		.where('survey_id', '=', surveyId)
		.returning('key_set_id')
		.executeTakeFirst();
	if (!left) return;
	await trx.deleteFrom('key_share').where('survey_id', '=', surveyId).execute();
	await trx
		.deleteFrom('key_set')
		.where('id', '=', left.key_set_id)
		.where('shared', '=', 0)
		.execute();
}
