import { createHash, createHmac, randomBytes } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../src/lib/domain/canonical-json.ts';
import type { Counts } from '../../src/lib/domain/counts.ts';
import { freezeRules } from '../../src/lib/domain/frozen-rules.ts';
import { sealOverall, sealQuestion } from '../../src/lib/domain/suppression.ts';
import { bytesOf, toHex } from '../../src/lib/domain/verify/bytes.ts';
import { writeCheckpoint } from '../../src/lib/domain/verify/checkpoint.ts';
import { spentLeaf } from '../../src/lib/domain/verify/codes-check.ts';
import {
	growHead,
	noLog,
	packFrontier,
	type LogHead
} from '../../src/lib/domain/verify/log-head.ts';
import { leafHash, rootOf, rootOfLeaves } from '../../src/lib/domain/verify/merkle.ts';
import { hashText } from '../../src/lib/domain/verify/results-check.ts';
import { encodeBallot } from '../../src/lib/server/ballots/ballot-format';
import { sealContextOf } from '../../src/lib/server/ballots/frozen-survey';
import { seal } from '../../src/lib/server/ballots/hpke';
import { privateKeyFrom, publicKeyFrom, rawPublicKey } from '../../src/lib/server/ballots/raw-key';
import { signingKey } from '../../src/lib/server/ballots/signing-key';
import { loadRubrics } from '../../src/lib/server/rubrics/load';
import { questionnaireHash } from '../../src/lib/server/rubrics/fingerprint';

const surveyId = 'madeup22';

/** Different ciphertexts; more would only need more room to remember them in. */
const sealedOnce = 1000;

/** Writes the review bundle of a survey with this many ballots, all 满意, and the key of its box. */
export function writeMadeUp(folder: string, ballots: number): { path: string; key: string } {
	const parts = makeUp(ballots);
	const path = join(folder, `${ballots}.txt`);
	const key = join(folder, `${ballots}.key`);
	writeFileSync(key, parts.boxKey);
	const file = openSync(path, 'w');
	let lines = 0;
	let waiting: string[] = [];
	const flush = () => {
		writeSync(file, waiting.map((line) => `${line}\n`).join(''));
		waiting = [];
	};
	for (const line of parts.lines()) {
		lines += 1;
		if (waiting.push(line) === 1000) flush();
	}
	waiting.push(`end ${lines}`);
	flush();
	closeSync(file);
	return { path, key };
}

function makeUp(ballots: number) {
	const [boxKey, logKey] = [randomBytes(32), signingKey(randomBytes(32))];
	const tallyKey = rawPublicKey(privateKeyFrom('x25519', boxKey));
	const { questionnaires: all, rules } = loadRubrics();
	const questionnaire = all.home;
	const hash = questionnaireHash([questionnaire]);
	const answers = { ratings: { [questionnaire.overall.id]: 'satisfied' as const }, comments: {} };
	const plain = encodeBallot([questionnaire], answers);
	const sealed = Array.from({ length: Math.min(ballots, sealedOnce) }, () => {
		const ct = seal(publicKeyFrom('x25519', tallyKey), sealContextOf(surveyId, hash), plain);
		return { hex: ct.toString('hex'), hash: createHash('sha256').update(ct).digest() };
	});
	const macs = Array.from({ length: ballots }, (_, index) =>
		createHmac('sha256', boxKey).update(String(index)).digest()
	).sort((a, b) => a.compare(b));
	const spent = macs.map((mac) => spentLeaf(mac, mac.subarray(0, 16), 'ballot'));

	const entries: string[] = [];
	let head: LogHead = noLog;
	const say = (type: string, statement: object) => {
		const text = canonicalJson(statement);
		entries.push(`log ${type} ${text}`);
		head = growHead(head, type, bytesOf(text));
	};
	const sign = () => {
		const checkpoint = { size: head.size, root: rootOf(head.frontier), day: '2026-11-22' };
		const note = writeCheckpoint(surveyId, checkpoint, logKey);
		return `checkpoint ${checkpoint.size} ${checkpoint.day} ${JSON.stringify(note)}`;
	};
	say('open', {
		...{ format: 'pingjia-log-1', survey: surveyId, title: '会员评家', year: 2026 },
		...{ questionnaire_hash: hash.toString('hex'), tally_key: tallyKey.toString('hex') },
		...{ log_key: toHex(logKey.publicKey), rules: freezeRules(rules), codes: ballots },
		codes_root: toHex(rootOfLeaves(macs.map(leafHash)))
	});
	const first = sign();
	const stated = { checkpoints: [[1, toHex(rootOf(head.frontier))]] };
	const payloadOf = (index: number) =>
		Buffer.concat([
			createHash('sha256').update(String(index)).digest().subarray(0, 10),
			sealed[index % sealedOnce]?.hash ?? Buffer.alloc(32)
		]);
	for (let index = 0; index < ballots; index++) head = growHead(head, 'ballot', payloadOf(index));
	const result = canonicalJson(resultOf(ballots));
	say('close', { ballots, ...stated });
	say('count', {
		...{ ballots, results: [{ subject: 'home', hash: hashText(result) }], ...stated },
		...{ spent: ballots, spent_root: toHex(rootOfLeaves(spent.map(leafHash))) }
	});
	const last = sign();

	/** Everything but the last line. */
	function* lines(): Generator<string> {
		yield `pingjia-bundle/1 review published ${surveyId}`;
		yield* [first, last, `questionnaires ${canonicalJson([questionnaire])}`, entries[0] ?? ''];
		for (let index = 0; index < ballots; index++)
			yield `log ballot ${payloadOf(index).toString('hex')} ${sealed[index % sealedOnce]?.hex}`;
		yield* entries.slice(1);
		const mark = `${head.mark.size} ${toHex(packFrontier(head.mark.frontier))}`;
		yield `box ${ballots} ${head.size} ${toHex(packFrontier(head.frontier))} ${mark} ${ballots}`;
		yield* [`result valid ${result}`, 'comments home []'];
		for (const mac of macs) yield `code ${mac.toString('hex')}`;
		for (const leaf of spent) yield `spent ${toHex(leaf.subarray(0, 48))} ballot`;
	}

	function resultOf(count: number) {
		const rule = freezeRules(rules).suppression;
		const none = { satisfied: 0, basically_satisfied: 0, dissatisfied: 0, unsure: 0 };
		const overall: Counts = { ...none, satisfied: count, blank: 0, invalid: 0 };
		const item: Counts = { ...none, blank: count, invalid: 0 };
		const questions = questionnaire.items.map(({ id }, index) => ({
			...{ question_id: id, position: index + 1, ...sealQuestion(item, overall, rule) }
		}));
		const participation = { eligible: count, issued: count, returned_online: count };
		return {
			...{ subject: 'home', ...participation, returned_paper: 0, comments: hashText('[]') },
			...{ ...sealOverall(overall, rule), questions }
		};
	}

	return { boxKey, lines };
}
