import { fingerprintOf } from '$lib/domain/verify/fingerprint';
import { writeReceipt, type Receipt } from '$lib/domain/verify/receipt';
import type { App } from '../app';
import type { Database } from '../database/open';
import { listCheckpoints } from './checkpoints';
import { SecretError } from './survey-secrets';

/**
 * The receipt of an accepted ballot. It knows the number and the survey, so it is the same for any answers; sent again
 * after a newer checkpoint it names that one, so that the last word of the server is always the one that binds it.
 * Null where the log key is gone, or the survey was never opened.
 */
export async function signReceipt(
	app: App,
	surveyId: string,
	number: string
): Promise<Receipt | null> {
	const fingerprint = await findFingerprint(app, surveyId);
	const latest = (await listCheckpoints(app.db, surveyId)).at(-1);
	if (fingerprint === null || !latest) return null;
	const { size, root } = latest;
	try {
		const { sign } = app.ballots.logKeyOf(surveyId);
		return writeReceipt({ surveyId, number, fingerprint, size, root }, sign);
	} catch (error) {
		if (error instanceof SecretError) return null;
		throw error;
	}
}

/** 问卷指纹 of a survey that was opened at some time, else null. It never changes, so it is read once. */
export async function findFingerprint(
	{ db, ballots }: Pick<App, 'db' | 'ballots'>,
	surveyId: string
): Promise<string | null> {
	const known = ballots.fingerprints.get(surveyId);
	if (known) return known;
	const entry = await readEntryZero(db, surveyId);
	if (!entry) return null;
	const fingerprint = fingerprintOf(entry);
	ballots.fingerprints.set(surveyId, fingerprint);
	return fingerprint;
}

/** What opening froze, as the log states it. */
async function readEntryZero(db: Database, surveyId: string): Promise<Buffer | null> {
	const row = await db
		.selectFrom('log')
		.select('payload')
		.where('survey_id', '=', surveyId)
		.where('seq', '=', 0)
		.executeTakeFirst();
	return row?.payload ?? null;
}
