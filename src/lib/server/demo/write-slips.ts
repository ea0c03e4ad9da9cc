import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app';
import { findFingerprint } from '../ballots/sign-receipt';
import { readPublicAddress } from '../settings/public-address';
import { slipText } from '../slips/print-slips';
import { renderSheet } from '../slips/sheet';
import { listBatches } from '../surveys/list-batches';
import type { OpenDemoSurvey } from './seed-surveys';

/**
 * Writes the sheet of unused slips for visitors and returns its path. Only the demo keeps codes in a file: a real batch
 * is shown once and kept nowhere.
 */
export async function writeSlips(app: App, { surveyId, codes }: OpenDemoSurvey): Promise<string> {
	const survey = await app.db
		.selectFrom('survey')
		.selectAll()
		.where('id', '=', surveyId)
		.executeTakeFirstOrThrow();
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', survey.union_id)
		.executeTakeFirstOrThrow();
	const batch = (await listBatches(app.db, surveyId)).at(-1);
	if (!batch) throw new Error('the open survey of the demo has no codes');
	const address = await readPublicAddress(app);
	const sheet = renderSheet({
		text: slipText(survey, union, address, await findFingerprint(app, surveyId)),
		codes,
		batch: { ...batch, size: codes.length, voidsEarlier: false },
		back: `/office/surveys/${surveyId}`
	});
	const path = join(app.config.dataDir, 'slips.html');
	writeFileSync(path, [...sheet].join(''), { mode: 0o600 });
	return path;
}
