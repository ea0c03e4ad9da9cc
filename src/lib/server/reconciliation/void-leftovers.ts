import { randomBytes } from 'node:crypto';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { appendLog } from '../ballots/append-log';
import { keepCheckpoint } from '../ballots/keep-checkpoints';
import { lockBox } from '../ballots/lock-box';
import { nullifierOf } from '../ballots/nullifiers';
import { readSecret } from '../ballots/survey-secrets';
import type { Survey } from '../database/schema/survey';
import { transaction, type Transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { readSpentRoot } from '../verification/read-spent';
import { raiseFlags, readSigned } from './flags';

export interface Leftovers {
	/** 16 digits each, checked, none twice. */
	codes: string[];
	witnesses: [string, string];
}

/** What became of the codes. A used one is not told apart: nobody may learn here which slip was used. */
export interface VoidedLeftovers {
	recorded: number;
	/** Registered before, or made void by a re-issue. */
	already: number;
	/** No code of this survey. */
	unknown: string[];
}

/**
 * Registers slips that were never handed out and makes their codes void; one that was used all the same flags the
 * survey. Several at once, before two witnesses, from opening until the account is signed.
 * Refuses `two_witnesses`, `wrong_state`, `mode_without_codes`, `reconciled_already`.
 */
export async function voidLeftovers(
	app: App,
	surveyId: string,
	{ codes, witnesses }: Leftovers,
	by: string
): Promise<VoidedLeftovers> {
	const [one, other] = witnesses;
	if (one === '' || other === '' || one === other) throw new Refused('two_witnesses');
	const found = await transaction(app.db, async (trx) => {
		const survey = await lockSurvey(trx, surveyId);
		const pepper = readSecret(app.config.secretsDir, surveyId, 'pepper');
		const found: VoidedLeftovers = { recorded: 0, already: 0, unknown: [] };
		for (const code of codes) {
			const mac = nullifierOf(pepper, surveyId, code);
			if (!(await isIssued(trx, surveyId, mac))) found.unknown.push(code);
			else if (await register(trx, surveyId, mac)) found.recorded += 1;
			else found.already += 1;
		}
		if (found.recorded === 0) return found;
		await appendLog(trx, surveyId, 'leftover', {
			recorded: found.recorded,
			// Counting committed the log to the spent codes, and there are more of them now. Before, they would tell turnout.
			...(survey.counted_at !== null && (await readSpentRoot(trx, surveyId)))
		});
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'leftover', noun: 'survey', nounId: surveyId },
			detail: { size: found.recorded, witnesses }
		});
		// As it is now: fewer codes are about than when it was locked.
		if (survey.counted_at !== null) await raiseFlags(trx, await lockSurvey(trx, surveyId));
		return found;
	});
	await keepCheckpoint(app, surveyId);
	return found;
}

async function lockSurvey(trx: Transaction, surveyId: string): Promise<Survey> {
	const survey = await trx
		.updateTable('survey')
		.set((eb) => ({ issued: eb.ref('issued') }))
		.where('id', '=', surveyId)
		.where('state', 'in', ['open', 'closed', 'counted', 'published'])
		.returningAll()
		.executeTakeFirst();
	if (!survey) throw new Refused('wrong_state');
	if (survey.mode !== 'slip') throw new Refused('mode_without_codes');
	if (survey.state === 'open' && !(await lockBox(trx, surveyId))) throw new Refused('wrong_state');
	if (await readSigned(trx, surveyId)) throw new Refused('reconciled_already');
	return survey;
}

async function isIssued(trx: Transaction, surveyId: string, mac: Buffer): Promise<boolean> {
	const row = await trx
		.selectFrom('code')
		.select('mac')
		.where('survey_id', '=', surveyId)
		.where('mac', '=', mac)
		.executeTakeFirst();
	return row !== undefined;
}

/** False if the slip is registered already or was void before. */
async function register(trx: Transaction, surveyId: string, mac: Buffer): Promise<boolean> {
	const spent = await trx
		.selectFrom('spent')
		.select('kind')
		.where('survey_id', '=', surveyId)
		.where('nullifier', '=', mac)
		.executeTakeFirst();
	if (spent?.kind === 'void') return false;
	const added = await trx
		.insertInto('leftover')
		.values({ survey_id: surveyId, mac })
		.onConflict((conflict) => conflict.columns(['survey_id', 'mac']).doNothing())
		.returning('mac')
		.executeTakeFirst();
	if (!added) return false;
	if (!spent) await makeVoid(trx, surveyId, mac);
	return true;
}

async function makeVoid(trx: Transaction, surveyId: string, mac: Buffer): Promise<void> {
	// No submission id leads to a random tag, so no retry is ever recognised.
	const row = { survey_id: surveyId, nullifier: mac, retry_tag: randomBytes(16) };
	await trx
		.insertInto('spent')
		.values({ ...row, kind: 'void' })
		.execute();
	await trx
		.updateTable('survey')
		.set((eb) => ({ issued: eb('issued', '-', 1) }))
		.where('id', '=', surveyId)
		.execute();
}
