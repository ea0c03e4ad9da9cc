import type { KeyObject } from 'node:crypto';
import type { Questionnaire } from '$lib/domain/questionnaire';
import type { Mode } from '$lib/domain/words';
import type { App } from '../app';
import { fromJson, type Instant } from '../database/values';
import type { SealContext } from './hpke';
import { publicKeyFrom } from './raw-key';
import { isSurveyId } from './survey-secrets';

/** What opening froze and every ballot needs; it never changes, so it is read once per survey. */
export interface FrozenSurvey {
	id: string;
	mode: Mode;
	questionnaires: Questionnaire[];
	tallyKey: KeyObject;
	context: SealContext;
	closesAt: Instant;
}

/** The frozen part of a survey that has been opened at some time; null for a draft and an unknown id. */
export async function findFrozenSurvey(app: App, surveyId: unknown): Promise<FrozenSurvey | null> {
	if (!isSurveyId(surveyId)) return null;
	const known = app.ballots.frozen.get(surveyId);
	if (known) return known;
	const row = await app.db
		.selectFrom('survey')
		.select(['mode', 'questionnaires', 'questionnaire_hash', 'tally_key', 'closes_at'])
		.where('id', '=', surveyId)
		.executeTakeFirst();
	if (!row?.questionnaires || !row.questionnaire_hash || !row.tally_key) return null;
	const frozen = {
		id: surveyId,
		mode: row.mode,
		questionnaires: fromJson(row.questionnaires),
		tallyKey: publicKeyFrom('x25519', row.tally_key),
		context: sealContextOf(surveyId, row.questionnaire_hash),
		closesAt: row.closes_at
	};
	app.ballots.frozen.set(surveyId, frozen);
	return frozen;
}

/** Binds a ballot to its survey and to the exact questions the member saw. */
export function sealContextOf(surveyId: string, questionnaireHash: Buffer): SealContext {
	return { info: Buffer.from(`box-v1|${surveyId}`), aad: questionnaireHash };
}
