import type { App } from '../app';
import { stateAuditHead } from '../audit/state-head';
import { readTrustees } from '../custody/tally-key';
import type { Survey } from '../database/schema/survey';
import type { Transaction } from '../database/transaction';
import { fromJson } from '../database/values';
import { stateElectorate } from '../electorates/read-electorate';
import { appendLog } from './append-log';
import { ensureLogKey } from './box-keys';
import { makeCheckpoint } from './checkpoints';
import { readCodesRoot } from './codes-root';
import { readHead } from './log-head';
import { ensureSecret, readSecret } from './survey-secrets';

/**
 * Makes the box of a survey that this transaction has just opened, with entry 0 of its log: everything that was frozen.
 * `survey` is the row after freezing, its `tally_key` from `ensureTallyKey`. Throws SecretError if the pepper of the
 * printed codes is gone, for then no code would be accepted.
 */
export async function createBox(trx: Transaction, app: App, survey: Survey): Promise<void> {
	// Without printed codes nothing has made a pepper before: some may still be printed, and a poster's tickets need it.
	const pepper = survey.issued > 0 ? readSecret : ensureSecret;
	pepper(app.config.secretsDir, survey.id, 'pepper');
	const logKey = ensureLogKey(app.config.secretsDir, survey.id);
	await trx
		.insertInto('box')
		.values({ survey_id: survey.id, accepting: 1, ballots: 0, log_size: 0 })
		.execute();
	await appendLog(trx, survey.id, 'open', {
		...frozenFields(survey),
		trustees: await readTrustees(trx, survey),
		subjects: await readSubjects(trx, survey.id),
		electors: await stateElectorate(trx, survey),
		log_key: logKey.toString('hex'),
		...(await stateAuditHead(trx)),
		...(await readCodesRoot(trx, survey.id))
	});
	// Says nothing of any ballot, and every receipt has a checkpoint to point to.
	const box = { size: 1, ballots: 0 };
	await makeCheckpoint(trx, app, survey.id, await readHead(trx, survey.id, box));
}

function frozenFields(survey: Survey): Record<string, unknown> {
	const { rules, questionnaire_hash: hash, tally_key: tallyKey } = survey;
	if (!rules || !hash || !tallyKey) throw new Error(`survey ${survey.id} is not frozen yet`);
	return {
		format: 'pingjia-log-1',
		survey: survey.id,
		...{ union: survey.union_id, year: survey.year, title: survey.title },
		...{ mode: survey.mode, custody: survey.custody, paper: survey.paper === 1 },
		...{ questionnaire_hash: hash.toString('hex'), tally_key: tallyKey.toString('hex') },
		...{ eligible: survey.eligible, electorate: survey.electorate, issued: survey.issued },
		min_turnout: { num: survey.min_turnout_num, den: survey.min_turnout_den },
		consent: survey.consent_by !== null,
		rules: fromJson(rules),
		...{ opened_at: survey.opened_at, closes_at: survey.closes_at }
	};
}

async function readSubjects(trx: Transaction, surveyId: string) {
	return trx
		.selectFrom('survey_subject')
		.select(['subject', 'person_id as person'])
		.where('survey_id', '=', surveyId)
		.orderBy('subject')
		.execute();
}
