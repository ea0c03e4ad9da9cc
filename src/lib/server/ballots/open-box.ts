import { createHash, randomInt, type KeyObject } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Counts } from '$lib/domain/counts';
import { questionIds, type Questionnaire } from '$lib/domain/questionnaire';
import type { App } from '../app';
import type { Database } from '../database/open';
import type { BallotTable } from '../database/schema/ballot';
import type { Survey } from '../database/schema/survey';
import { fromJson } from '../database/values';
import type { Answers } from './answers';
import { decodeBallot } from './ballot-format';
import { readBoxKey } from './box-keys';
import { sealContextOf } from './frozen-survey';
import { open, type SealContext } from './hpke';

/** Watches the opening: called after each slice with how many ballots have been opened. */
export type Progress = (ballots: number) => void;

/** What was in a box. Which answers came on one ballot is not in it. */
export interface OpenedBox {
	/** Per rating question. */
	counts: Map<string, Counts>;
	/** In random order. */
	comments: { questionId: string; body: string }[];
	ballots: number;
	/** Every ballot is the one the log has at its place; whether none is gone, the count of the box tells. */
	intact: boolean;
}

/** A stored ballot with what the log says of its place; null where it says nothing. */
type Logged = BallotTable & { payload: Buffer | null };

interface Opener {
	questionnaires: Questionnaire[];
	key: KeyObject;
	context: SealContext;
}

// About 10 ms of work: other requests wait no longer than that.
const ballotsPerTurn = 100;

/**
 * Decrypts the ballots of a closed survey and counts them, without ever writing one down. A ballot that cannot be opened
 * or read is `invalid` for every question. `key` is the private half of its `tally_key`, by default the one the server
 * keeps. Throws if the box still accepts ballots or its destruction has begun, and SecretError if the server's key is gone.
 */
export async function openBox(
	app: App,
	survey: Survey,
	{ key = null, progress = () => undefined }: { key?: KeyObject | null; progress?: Progress } = {}
): Promise<OpenedBox> {
	await checkShut(app.db, survey.id);
	const opener = openerOf(survey, key ?? readBoxKey(app.config.secretsDir, survey.id));
	const ids = opener.questionnaires.flatMap(questionIds);
	const box: OpenedBox = {
		counts: new Map(ids.map((id) => [id, noCounts()])),
		comments: [],
		ballots: 0,
		intact: true
	};
	for await (const slice of readBallots(app.db, survey.id)) {
		for (const { ct } of slice) countBallot(box, decrypt(opener, ct));
		box.intact &&= slice.every(isLogged);
		progress(box.ballots);
	}
	shuffle(box.comments);
	return box;
}

async function checkShut(db: Database, surveyId: string): Promise<void> {
	const { accepting, destroyed } = await db
		.selectFrom('box')
		.leftJoin('destruction', 'destruction.survey_id', 'box.survey_id')
		.select(['accepting', 'destruction.begun_at as destroyed'])
		.where('box.survey_id', '=', surveyId)
		.executeTakeFirstOrThrow();
	if (accepting === 1) throw new Error(`the box of survey ${surveyId} is not shut`);
	// Its key may be there for a moment still, or for ever where a crash has left it.
	if (destroyed) throw new Error(`the box of survey ${surveyId} is being destroyed`);
}

function openerOf(
	{ id, questionnaires, questionnaire_hash: hash }: Survey,
	key: KeyObject
): Opener {
	if (!questionnaires || !hash) throw new Error(`survey ${id} was never opened`);
	return {
		questionnaires: fromJson(questionnaires),
		key,
		context: sealContextOf(id, hash)
	};
}

async function* readBallots(db: Database, surveyId: string): AsyncGenerator<Logged[]> {
	let last = -1;
	for (;;) {
		const slice = await db
			.selectFrom('ballot')
			.leftJoin('log', (join) =>
				join.onRef('log.survey_id', '=', 'ballot.survey_id').onRef('log.seq', '=', 'ballot.seq')
			)
			.selectAll('ballot')
			.select('log.payload')
			.where('ballot.survey_id', '=', surveyId)
			.where('ballot.seq', '>', last)
			.orderBy('ballot.seq')
			.limit(ballotsPerTurn)
			.execute();
		if (slice.length > 0) yield slice;
		if (slice.length < ballotsPerTurn) return;
		last = slice.at(-1)?.seq ?? last;
		await nextTurn();
	}
}

/** The log entry ends with the hash of the ciphertext; a ballot changed or slipped in later does not fit. */
function isLogged({ ct, payload }: Logged): boolean {
	const hash = createHash('sha256').update(ct).digest();
	return payload !== null && payload.subarray(-hash.length).equals(hash);
}

function decrypt({ questionnaires, key, context }: Opener, ct: Buffer): Answers | null {
	const plaintext = open(key, context, ct);
	return plaintext && decodeBallot(questionnaires, plaintext);
}

function countBallot(box: OpenedBox, answers: Answers | null): void {
	box.ballots += 1;
	for (const [questionId, counts] of box.counts) {
		counts[answers ? (answers.ratings[questionId] ?? 'blank') : 'invalid'] += 1;
	}
	for (const [questionId, body] of Object.entries(answers?.comments ?? {})) {
		box.comments.push({ questionId, body });
	}
}

function noCounts(): Counts {
	return {
		...{ satisfied: 0, basically_satisfied: 0, dissatisfied: 0, unsure: 0 },
		...{ blank: 0, invalid: 0 }
	};
}

/** Fisher and Yates, with numbers nobody can predict. */
function shuffle<T>(items: T[]): void {
	for (let last = items.length - 1; last > 0; last--) {
		const other = randomInt(last + 1);
		[items[last], items[other]] = [items[other] as T, items[last] as T];
	}
}
