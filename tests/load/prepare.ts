/**
 * Run as a process of its own before the load: opens a survey with one code per ballot in the data folder that the server
 * will use, and measures what sealing costs. Prints JSON.
 */
import { randomBytes } from 'node:crypto';
import { createApp } from '$lib/server/app';
import { ballotLength } from '$lib/server/ballots/ballot-format';
import { findFrozenSurvey } from '$lib/server/ballots/frozen-survey';
import { readBoxKey } from '$lib/server/ballots/box-keys';
import { open, seal } from '$lib/server/ballots/hpke';
import { systemClock } from '$lib/server/clock';
import { testConfig } from '../integration/support/config';
import { makeOpenSurvey } from '../integration/support/open-survey';

export interface Prepared {
	surveyId: string;
	codes: string[];
	/** Bytes of a ballot before sealing. */
	plaintext: number;
	/** Microseconds each. */
	seal: number;
	open: number;
	/** Codes made and stored per second. */
	issuedPerSecond: number;
}

function microseconds(times: number, act: () => unknown): number {
	const started = performance.now();
	for (let count = 0; count < times; count++) act();
	return ((performance.now() - started) * 1000) / times;
}

const [dataDir = '', codes = '0', databaseUrl = ''] = process.argv.slice(2);
const app = await createApp(testConfig(dataDir, databaseUrl || undefined), systemClock);
const started = performance.now();
const survey = await makeOpenSurvey(app, { codes: Number(codes) });
const seconds = (performance.now() - started) / 1000;
const frozen = await findFrozenSurvey(app, survey.surveyId);
if (!frozen) throw new Error('the survey did not open');
const plain = randomBytes(ballotLength(frozen.questionnaires));
const key = readBoxKey(app.config.secretsDir, survey.surveyId);
const sealed = seal(frozen.tallyKey, frozen.context, plain);
const prepared: Prepared = {
	...{ surveyId: survey.surveyId, codes: survey.codes, plaintext: plain.length },
	seal: microseconds(2000, () => seal(frozen.tallyKey, frozen.context, plain)),
	open: microseconds(2000, () => open(key, frozen.context, sealed)),
	issuedPerSecond: Number(codes) / seconds
};
await app.dispose();
process.stdout.write(JSON.stringify(prepared));
