import { canonicalJson } from '$lib/domain/canonical-json';
import type { Questionnaire } from '$lib/domain/questionnaire';
import { bundleFormat, type BundleKind } from '$lib/domain/verify/bundle-kind';
import { toHex } from '$lib/domain/verify/bytes';
import { packFrontier } from '$lib/domain/verify/log-head';
import { listNotes } from '../ballots/checkpoints';
import { readHead } from '../ballots/log-head';
import type { Database } from '../database/open';
import type { Survey } from '../database/schema/survey';
import { fromJson } from '../database/values';
import { logLines } from './log-lines';
import { readResultLines } from './result-lines';
import { codeLines, spentLines } from './secret-lines';

/**
 * The bundle of a survey whose box is shut, in pieces of many lines. It says what the tables say, row by row; whether
 * that is what it should be is for the verifier to find out.
 */
export async function* writeBundle(
	db: Database,
	survey: Survey,
	kind: BundleKind
): AsyncGenerator<string> {
	let lines = 0;
	for await (const part of partsOf(db, survey, kind)) {
		lines += part.length;
		yield part.map((line) => `${line}\n`).join('');
	}
	yield `end ${lines}\n`;
}

async function* partsOf(db: Database, survey: Survey, kind: BundleKind): AsyncGenerator<string[]> {
	const { id } = survey;
	// Made void, its figures are published no longer, here as on its page.
	const published = survey.published_at !== null && survey.state !== 'void';
	yield [
		`${bundleFormat} ${kind} ${published ? 'published' : 'unpublished'} ${id}`,
		...(await listNotes(db, id)).map(
			({ size, day, note }) => `checkpoint ${size} ${day} ${JSON.stringify(note)}`
		),
		`questionnaires ${questionnairesOf(survey)}`
	];
	yield* logLines(db, id, kind);
	yield [(await boxLine(db, id)) + (kind === 'review' ? ` ${await countSealed(db, id)}` : '')];
	// A survey made void before its count has rows of results that say nothing but that.
	const stated = survey.counted_at !== null && (published || kind === 'review');
	const results = stated ? await readResultLines(db, id) : [];
	yield results.map(({ status, text }) => `result ${status} ${text}`);
	if (kind === 'public') return;
	yield results.map(({ subject, comments }) => `comments ${subject} ${comments}`);
	yield* codeLines(db, id);
	yield* spentLines(db, id);
}

/** In the order and form of which opening took the hash. */
function questionnairesOf({ questionnaires }: Survey): string {
	const set: Questionnaire[] = questionnaires ? fromJson(questionnaires) : [];
	return canonicalJson(set.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}

async function boxLine(db: Database, surveyId: string): Promise<string> {
	const { ballots, log_size: size } = await db
		.selectFrom('box')
		.select(['ballots', 'log_size'])
		.where('survey_id', '=', surveyId)
		.executeTakeFirstOrThrow();
	const { frontier, mark } = await readHead(db, surveyId, { size, ballots });
	const marked = `${mark.size} ${toHex(packFrontier(mark.frontier))}`;
	return `box ${ballots} ${size} ${toHex(packFrontier(frontier))} ${marked}`;
}

/** A sealed ballot without an entry in the log shows in their number. */
async function countSealed(db: Database, surveyId: string): Promise<number> {
	const { sealed } = await db
		.selectFrom('ballot')
		.select((eb) => eb.fn.countAll<number>().as('sealed'))
		.where('survey_id', '=', surveyId)
		.executeTakeFirstOrThrow();
	return sealed;
}
