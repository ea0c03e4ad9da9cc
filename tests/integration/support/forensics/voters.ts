import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { decodeBallot } from '$lib/server/ballots/ballot-format';
import { readBoxKey } from '$lib/server/ballots/box-keys';
import { findFrozenSurvey } from '$lib/server/ballots/frozen-survey';
import { open } from '$lib/server/ballots/hpke';
import { nullifierOf } from '$lib/server/ballots/nullifiers';
import { readSecret } from '$lib/server/ballots/survey-secrets';
import type { App } from '$lib/server/app';
import { submit, type TestSurvey } from '../open-survey';
import type { Links } from './attacks';

/** One member: the code as the database has it, and what was answered. */
export interface Voter {
	code: string;
	/** HMAC of the code, as a thief who also has the pepper and the slip would compute it. */
	mac: Buffer;
	/** Differs from everybody else's, so that no recovery is luck. */
	answer: string;
}

export function makeVoters(app: App, { surveyId, codes }: TestSurvey): Voter[] {
	const pepper = readSecret(app.config.secretsDir, surveyId, 'pepper');
	return codes.map((code) => ({
		code,
		mac: nullifierOf(pepper, surveyId, code),
		answer: `answer-${randomBytes(8).toString('hex')}`
	}));
}

/** Casts a ballot as the product does. */
export async function cast(app: App, { surveyId }: TestSurvey, voter: Voter): Promise<void> {
	const answers = {
		'home.overall': 'satisfied',
		'chair.overall': 'dissatisfied',
		'home.comment': voter.answer
	};
	const { kind } = await submit(app, surveyId, voter.code, { answers });
	if (kind !== 'accepted') throw new Error(`not accepted: ${kind}`);
}

/** The naive schema: a used code, and an answer with a random id and nothing in common with it, no times, no rowid. */
export async function makeNaiveTables(app: App, keyed: boolean): Promise<void> {
	const [bytes, tail] = keyed ? ['blob', 'strict, without rowid'] : ['bytea', ''];
	for (const statement of [
		`create table naive_used (mac ${bytes} not null primary key, used text not null) ${tail}`,
		`create table naive_answer (id ${bytes} not null primary key, answer text not null) ${tail}`
	])
		await sql.raw(statement).execute(app.db);
}

/** Stores a vote as such a product would: both rows, in one transaction unless `apart`. */
export async function castNaively(app: App, voter: Voter, apart = false): Promise<void> {
	const use = sql`insert into naive_used (mac, used) values (${voter.mac}, 'yes')`;
	const answer = sql`insert into naive_answer (id, answer) values (${randomBytes(16)}, ${voter.answer})`;
	if (apart) {
		await use.execute(app.db);
		await answer.execute(app.db);
		return;
	}
	await app.db.transaction().execute(async (trx) => {
		await use.execute(trx);
		await answer.execute(trx);
	});
}

/** How many voters' answers can be read from what was linked to their codes. */
export function countRecovered(voters: Voter[], links: Links): number {
	return voters.filter(({ mac, answer }) => reads(links.get(mac.toString('hex')), answer)).length;
}

/** Whether the answer can be made out in the bytes: as text of any width, or written out in hex or base64. */
function reads(bytes: Buffer | undefined, answer: string): boolean {
	if (!bytes) return false;
	const texts = [bytes.toString('latin1'), bytes.toString('utf16le')];
	const unpacked = texts.flatMap((text) => [
		Buffer.from(text, 'hex').toString('latin1'),
		Buffer.from(text, 'base64').toString('latin1')
	]);
	return [...texts, ...unpacked].some((text) => text.includes(answer));
}

/** The same for somebody who also has the box's key: shows that a link was right, and that sealing alone withstood. */
export async function countWithKey(
	app: App,
	{ surveyId }: TestSurvey,
	voters: Voter[],
	links: Links
): Promise<number> {
	const frozen = await findFrozenSurvey(app, surveyId);
	if (!frozen) throw new Error('the survey was never opened');
	const key = readBoxKey(app.config.secretsDir, surveyId);
	return voters.filter(({ mac, answer }) => {
		const plain = open(key, frozen.context, links.get(mac.toString('hex')) ?? Buffer.alloc(0));
		return plain && decodeBallot(frozen.questionnaires, plain)?.comments['home.comment'] === answer;
	}).length;
}
