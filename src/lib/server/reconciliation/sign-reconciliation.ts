import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { appendLog } from '../ballots/append-log';
import { keepCheckpoint } from '../ballots/keep-checkpoints';
import { transaction } from '../database/transaction';
import { Refused } from '../refusals';
import { today } from '../today';
import { raiseFlags, readSigned } from './flags';
import { countLeftovers } from './leftovers';
import { countPrintedSlips } from './read-reconciliation';

/** What two witnesses sign for; what was printed and voided the server knows. */
export interface SignedAccount {
	handedOut: number;
	spoiled: number;
	witnesses: [string, string];
	/** They know that it does not add up, and that the result will not count. */
	acknowledged: boolean;
}

/**
 * Records the account of a counted survey's slips for good: printed = handed out + leftover voided + spoiled.
 * Refuses `two_witnesses`, `wrong_state`, `mode_without_codes`, `reconciled_already`, `does_not_add_up`.
 */
export async function signReconciliation(
	app: App,
	surveyId: string,
	{ handedOut, spoiled, witnesses, acknowledged }: SignedAccount,
	by: string
): Promise<void> {
	const [witness_a, witness_b] = witnesses;
	if (witness_a === '' || witness_b === '' || witness_a === witness_b)
		throw new Refused('two_witnesses');
	await transaction(app.db, async (trx) => {
		const survey = await trx
			.updateTable('survey')
			.set((eb) => ({ issued: eb.ref('issued') }))
			.where('id', '=', surveyId)
			.where('state', 'in', ['counted', 'published'])
			.returningAll()
			.executeTakeFirst();
		if (!survey) throw new Refused('wrong_state');
		// A meeting's account was signed as attendance, before the tickets were given.
		if (survey.mode !== 'slip') throw new Refused('mode_without_codes');
		if (await readSigned(trx, surveyId)) throw new Refused('reconciled_already');
		const printed = await countPrintedSlips(trx, surveyId);
		const { all, used } = await countLeftovers(trx, surveyId);
		if (printed !== handedOut + all + spoiled && !acknowledged)
			throw new Refused('does_not_add_up');
		const account = { printed, handed_out: handedOut, leftover_voided: all, spoiled };
		const row = { ...account, leftover_used: used, witness_a, witness_b, day: today(app.clock) };
		await trx
			.insertInto('reconcile')
			.values({ survey_id: surveyId, ...row })
			.execute();
		await raiseFlags(trx, survey);
		await appendLog(trx, surveyId, 'reconcile', row);
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'reconcile', noun: 'survey', nounId: surveyId },
			detail: { ...account, witnesses }
		});
	});
	await keepCheckpoint(app, surveyId);
}
