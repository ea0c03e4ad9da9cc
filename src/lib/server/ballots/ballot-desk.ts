import { createSurveyWatch, type SurveyWatch } from '../anomalies/survey-watch';
import type { Database } from '../database/open';
import type { FrozenSurvey } from './frozen-survey';
import { createGroupCommit, type GroupCommit } from './group-commit';
import { createRecent, type Recent } from './recent';
import { signingKey, type SigningKey } from './signing-key';
import { storeBallots, type SealedBallot, type Stored } from './store-ballots';
import { readSecret } from './survey-secrets';
import { createWrongCodeLimiter, type WrongCodeLimiter } from './wrong-code-limiter';

/** What receiving ballots keeps in memory: nothing a member sent, but for the moment until it is durable. */
export interface BallotDesk {
	frozen: Recent<FrozenSurvey>;
	commits: GroupCommit<SealedBallot, Stored>;
	wrongCodes: WrongCodeLimiter;
	watch: SurveyWatch;
	/** The pepper of an opened survey; throws SecretError. */
	pepperOf(surveyId: string): Buffer;
	/** The key that signs checkpoints and receipts of an opened survey; throws SecretError. */
	logKeyOf(surveyId: string): SigningKey;
	/** 问卷指纹 of opened surveys. */
	fingerprints: Recent<string>;
	/** Drops the secrets from memory, for they are being destroyed. */
	forget(surveyId: string): void;
}

const surveysInMemory = 200;
const limits = { batch: 500, waiting: 10_000 };

export function createBallotDesk(db: Database, secretsDir: string): BallotDesk {
	const peppers = createRecent<Buffer>(surveysInMemory);
	const logKeys = createRecent<SigningKey>(surveysInMemory);
	return {
		frozen: createRecent(surveysInMemory),
		commits: createGroupCommit((batch) => storeBallots(db, batch), limits),
		wrongCodes: createWrongCodeLimiter(),
		watch: createSurveyWatch(),
		pepperOf: (surveyId) => {
			const pepper = peppers.get(surveyId) ?? readSecret(secretsDir, surveyId, 'pepper');
			peppers.set(surveyId, pepper);
			return pepper;
		},
		logKeyOf: (surveyId) => {
			const key = logKeys.get(surveyId) ?? signingKey(readSecret(secretsDir, surveyId, 'log.key'));
			logKeys.set(surveyId, key);
			return key;
		},
		fingerprints: createRecent(surveysInMemory),
		forget: (surveyId) => {
			peppers.delete(surveyId);
			logKeys.delete(surveyId);
		}
	};
}
