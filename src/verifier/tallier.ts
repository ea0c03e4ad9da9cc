import type { KeyObject } from 'node:crypto';
import type { Counts } from '$lib/domain/counts';
import { questionIds, type Questionnaire } from '$lib/domain/questionnaire';
import { check } from '$lib/domain/verify/problems';
import type { OpenStatement } from '$lib/domain/verify/statements';
import type { Tallier } from '$lib/domain/verify/verify-bundle';
import { decodeBallot } from '../lib/server/ballots/ballot-format';
import { open, type SealContext } from '../lib/server/ballots/hpke';
import { privateKeyFrom, rawPublicKey } from '../lib/server/ballots/raw-key';

/** Counts ballots again with the box's key (32 bytes), and keeps nothing but the counts. */
export function createTallier(rawKey: Buffer): Tallier {
	check(rawKey.length === 32, 'key');
	const key = privateKeyFrom('x25519', rawKey);
	const tally = new Map<string, Counts>();
	let questionnaires: Questionnaire[] = [];
	let context: SealContext | null = null;
	return {
		begin(statement, frozen) {
			check(rawPublicKey(key).toString('hex') === statement.tally_key, 'key');
			context = contextOf(statement);
			questionnaires = inBallotOrder(frozen);
			for (const id of questionnaires.flatMap(questionIds)) tally.set(id, noCounts());
		},
		count(ct) {
			const answers = context && answersOf(key, context, Buffer.from(ct), questionnaires);
			for (const [id, counts] of tally)
				counts[answers ? (answers.ratings[id] ?? 'blank') : 'invalid'] += 1;
		},
		tally: () => tally
	};
}

function contextOf({ survey, questionnaire_hash: hash }: OpenStatement): SealContext {
	return { info: Buffer.from(`box-v1|${survey}`), aad: Buffer.from(hash, 'hex') };
}

/** As on the page and in the plaintext: home before chair. */
function inBallotOrder(questionnaires: Questionnaire[]): Questionnaire[] {
	return questionnaires.toSorted((a, b) => (a.subject > b.subject ? -1 : 1));
}

function answersOf(
	key: KeyObject,
	context: SealContext,
	ct: Buffer,
	questionnaires: Questionnaire[]
) {
	const plaintext = open(key, context, ct);
	return plaintext && decodeBallot(questionnaires, plaintext);
}

function noCounts(): Counts {
	return {
		...{ satisfied: 0, basically_satisfied: 0, dissatisfied: 0, unsure: 0 },
		...{ blank: 0, invalid: 0 }
	};
}
