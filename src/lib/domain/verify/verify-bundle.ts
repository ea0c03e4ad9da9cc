import { sha256 } from '@noble/hashes/sha2.js';
import type { Questionnaire } from '../questionnaire.ts';
import { bundleFormat, bundleKinds, lineKinds, type BundleKind } from './bundle-kind.ts';
import { bytesOf, fromHex, sameBytes, toHex } from './bytes.ts';
import { checkCode, checkCodesEnd, checkSpent, newCodesCheck } from './codes-check.ts';
import { readComments } from './comment-seal.ts';
import { checkEntry, checkLogEnd, checkNote, newLogCheck, type LogCheck } from './log-check.ts';
import { packFrontier } from './log-head.ts';
import { BundleError, check } from './problems.ts';
import { readLines } from './read-lines.ts';
import {
	checkResult,
	checkTally,
	hashText,
	type ResultStatement,
	type Tally
} from './results-check.ts';
import { parseCanonical, type OpenStatement } from './statements.ts';

/** Opens ballots with the box's key; only where that key lies, and never in a browser. */
export interface Tallier {
	/** Before the first ballot; throws BundleError `key` for a key of another box. */
	begin(open: OpenStatement, questionnaires: Questionnaire[]): void;
	count(ct: Uint8Array): void;
	tally(): Tally;
}

/** What a bundle that holds has shown. */
export interface Verified {
	kind: BundleKind;
	open: OpenStatement;
	log: LogCheck;
	results: ResultStatement[];
	/** Whether the results were in the bundle: they are once they have been published. */
	published: boolean;
	/** Comments of which words were taken out since. */
	redacted: number;
	/** Null where no key was there to count again. */
	tally: Tally | null;
}

interface Bundle {
	kind: BundleKind;
	published: boolean;
	log: LogCheck;
	codes: ReturnType<typeof newCodesCheck>;
	questionnaires: Questionnaire[];
	questionnaireHash: string;
	results: ResultStatement[];
	/** Results whose comments have been seen. */
	comments: number;
	redacted: number;
	boxSeen: boolean;
	ended: boolean;
	lines: number;
	stage: number;
	tallier: Tallier | null;
}

/**
 * Checks a bundle as it streams by and returns what it showed; throws BundleError at the first line that cannot be. Every
 * byte counts: each line has one form only, and all of them hang on the log, and so on its signed checkpoints.
 */
export async function verifyBundle(
	chunks: AsyncIterable<Uint8Array>,
	tallier: Tallier | null = null
): Promise<Verified> {
	const bundle = newBundle(tallier);
	try {
		for await (const lines of readLines(chunks)) {
			for (const line of lines) {
				bundle.lines += 1;
				takeLine(bundle, line);
			}
		}
		return finish(bundle);
	} catch (error) {
		if (error instanceof BundleError) error.line = bundle.lines;
		throw error;
	}
}

function newBundle(tallier: Tallier | null): Bundle {
	return {
		...{ kind: 'public', published: false, log: newLogCheck(''), codes: newCodesCheck() },
		...{ questionnaires: [], questionnaireHash: '', results: [], comments: 0 },
		redacted: 0,
		...{ boxSeen: false, ended: false, lines: 0, stage: -1, tallier }
	};
}

/** Lines of these kinds stand alone. */
const single = new Set<string>([bundleFormat, 'questionnaires', 'box', 'end']);

function takeLine(bundle: Bundle, line: string): void {
	const space = line.indexOf(' ');
	const kind = line.slice(0, Math.max(space, 0));
	const stage = (lineKinds as readonly string[]).indexOf(kind);
	check(stage >= 0, 'format');
	check(bundle.stage >= 0 || stage === 0, 'format');
	check(stage > bundle.stage || (stage === bundle.stage && !single.has(kind)), 'order');
	bundle.stage = stage;
	take[kind as (typeof lineKinds)[number]](bundle, line.slice(space + 1));
}

const take: Record<(typeof lineKinds)[number], (bundle: Bundle, rest: string) => void> = {
	[bundleFormat]: takeHeader,
	checkpoint: ({ log }, rest) => takeCheckpoint(log, rest),
	questionnaires: takeQuestionnaires,
	log: takeEntry,
	box: takeBox,
	result: takeResult,
	comments: takeComments,
	code: takeCode,
	spent: takeSpent,
	end: (bundle, rest) => {
		check(rest === String(bundle.lines - 1), 'order');
		bundle.ended = true;
	}
};

function takeHeader(bundle: Bundle, rest: string): void {
	const [kind, published, surveyId = '', ...more] = rest.split(' ');
	const known = bundleKinds.find((one) => one === kind);
	check(known && (published === 'published' || published === 'unpublished'), 'format');
	check(more.length === 0 && /^[0-9a-z]{4,32}$/.test(surveyId), 'format');
	Object.assign(bundle, { kind: known, published: published === 'published' });
	bundle.log = newLogCheck(surveyId);
}

/** Size and day as the table has them, and the note that says the same. */
function takeCheckpoint(log: LogCheck, rest: string): void {
	const [size = '', day = ''] = rest.split(' ', 2);
	const note = parseCanonical<string>(rest.slice(size.length + day.length + 2), 'format');
	check(typeof note === 'string', 'format');
	checkNote(log, note);
	const last = log.checkpoints.at(-1);
	check(size === String(last?.size) && day === last?.day, 'checkpoint');
}

function takeQuestionnaires(bundle: Bundle, rest: string): void {
	bundle.questionnaires = parseCanonical<Questionnaire[]>(rest, 'questionnaire');
	check(Array.isArray(bundle.questionnaires), 'questionnaire');
	bundle.questionnaireHash = hashText(rest);
}

function takeEntry(bundle: Bundle, rest: string): void {
	const space = rest.indexOf(' ');
	const [type, text] = [rest.slice(0, Math.max(space, 0)), rest.slice(space + 1)];
	if (type === 'ballot') return takeBallot(bundle, text);
	checkEntry(bundle.log, type, bytesOf(text), text);
	const { open } = bundle.log;
	if (type !== 'open' || !open) return;
	check(open.questionnaire_hash === bundle.questionnaireHash, 'questionnaire');
	bundle.tallier?.begin(open, bundle.questionnaires);
}

function takeBallot(bundle: Bundle, text: string): void {
	const [payload, sealed, ...more] = text.split(' ');
	const bytes = fromHex(payload ?? '', 42);
	check(bytes && more.length === 0, 'format');
	checkEntry(bundle.log, 'ballot', bytes, '');
	check((sealed !== undefined) === (bundle.kind === 'review'), 'format');
	if (sealed === undefined) return;
	const ct = fromHex(sealed);
	check(ct && sameBytes(sha256(ct), bytes.subarray(10)), 'ballot');
	bundle.tallier?.count(ct);
}

function takeBox(bundle: Bundle, rest: string): void {
	const { head } = bundle.log;
	const { size, ballots, frontier, mark } = head;
	const marked = `${mark.size} ${toHex(packFrontier(mark.frontier))}`;
	const stored = bundle.kind === 'review' ? ` ${ballots}` : '';
	check(rest === `${ballots} ${size} ${toHex(packFrontier(frontier))} ${marked}${stored}`, 'box');
	bundle.boxSeen = true;
}

function takeResult(bundle: Bundle, rest: string): void {
	const space = rest.indexOf(' ');
	const result = checkResult(bundle.log, rest.slice(0, space), rest.slice(space + 1));
	check((bundle.results.at(-1)?.subject ?? '') < result.subject, 'order');
	bundle.results.push(result);
}

function takeComments(bundle: Bundle, rest: string): void {
	check(bundle.kind === 'review', 'format');
	const space = rest.indexOf(' ');
	const subject = rest.slice(0, space);
	const result = bundle.results[bundle.comments++];
	check(result?.subject === subject, 'order');
	const stated = readComments(rest.slice(space + 1));
	check(result.comments === stated.hash, 'comments');
	bundle.redacted += stated.redacted;
}

function takeCode(bundle: Bundle, rest: string): void {
	const mac = fromHex(rest, 32);
	check(mac && bundle.kind === 'review', 'format');
	checkCode(bundle.codes, mac);
}

function takeSpent(bundle: Bundle, rest: string): void {
	const [hex = '', kind = '', ...more] = rest.split(' ');
	const bytes = fromHex(hex, 48);
	check(bytes && more.length === 0 && bundle.kind === 'review', 'format');
	checkSpent(bundle.codes, bytes, { kind, mode: bundle.log.open?.mode });
}

function finish(bundle: Bundle): Verified {
	const { kind, log, results, published, redacted, tallier } = bundle;
	check(bundle.ended && bundle.boxSeen, 'order');
	const open = checkLogEnd(log);
	const expected = published || kind === 'review' ? (log.count?.results?.length ?? 0) : 0;
	check(results.length === expected, 'result');
	if (kind === 'review') {
		check(bundle.comments === results.length, 'comments');
		checkCodesEnd(bundle.codes, log);
	}
	const tally = kind === 'review' ? (tallier?.tally() ?? null) : null;
	for (const result of tally ? results : [])
		checkTally(tally as Tally, result, { questionnaires: bundle.questionnaires, log });
	return { kind, open, log, results, published, redacted, tally };
}
