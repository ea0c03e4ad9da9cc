import { freezeRules } from '$lib/domain/frozen-rules';
import {
	checkHistory,
	countsOf,
	type HistoryProblem,
	type HistoryRow
} from '$lib/domain/history-row';
import { historyMessage } from '$lib/domain/history-text';
import { sealOverall } from '$lib/domain/suppression';
import { subjectNames } from '$lib/domain/words';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { isUniqueViolation } from '../database/dialect';
import { newId } from '../database/id';
import type { Transaction } from '../database/transaction';
import type { ResultTable } from '../database/schema/result';
import { toInstant, toJson } from '../database/values';
import { Refused } from '../refusals';
import { holdOpenUnion } from '../unions/lock-tree';
import { readHistoryContexts } from './read-context';

/** Figures of an earlier year, whose they are and where they come from. */
export interface HistoryEntry {
	unionId: string;
	row: HistoryRow;
	origin: 'form' | 'import';
	/** Where the original lies, or other remarks. */
	note: string | null;
	/** The refused or withdrawn result that this one corrects; null for a first entry. */
	replaces: string | null;
}

/** What is wrong with rows of one union, in their order. */
export async function checkEntries(
	{ db, clock }: Pick<App, 'clock'> & { db: Transaction | App['db'] },
	unionId: string,
	rows: readonly HistoryRow[]
): Promise<HistoryProblem[][]> {
	const context = (await readHistoryContexts(db, clock, [unionId])).get(unionId);
	if (!context) throw new Refused('not_found');
	return rows.map((row) => checkHistory(row, context).problems);
}

/**
 * Stores figures that then wait for the supervisor, sealed at once: counts of fewer than k opinions are kept nowhere.
 * Returns the ids of the results, in order. Refuses `not_found`, `union_closed`, and `history_wrong` for rows that do not pass.
 */
export async function enterHistory(
	trx: Transaction,
	app: Pick<App, 'clock' | 'rubrics'>,
	entries: readonly HistoryEntry[],
	by: string
): Promise<string[]> {
	const unionIds = [...new Set(entries.map(({ unionId }) => unionId))].sort();
	// Held in one order: nobody closes one meanwhile, or drafts a survey of the same year.
	for (const unionId of unionIds) await holdOpenUnion(trx, unionId);
	const contexts = await readHistoryContexts(trx, app.clock, unionIds);
	const ids: string[] = [];
	for (const entry of entries) {
		const context = contexts.get(entry.unionId);
		if (!context) throw new Refused('not_found');
		const { problems, personId } = checkHistory(entry.row, context);
		const [problem] = problems;
		if (problem) throw new Refused('history_wrong', historyMessage(problem));
		await checkReplaced(trx, entry);
		ids.push(await insert(trx, app, entry, { personId, by }));
	}
	return ids;
}

async function insert(
	trx: Transaction,
	{ clock, rubrics }: Pick<App, 'clock' | 'rubrics'>,
	entry: HistoryEntry,
	{ personId, by }: { personId: string | null; by: string }
): Promise<string> {
	const { unionId, row, origin, replaces } = entry;
	const [id, now] = [newId(), toInstant(clock.now())];
	const rules = freezeRules(rubrics.rules);
	const { minimum } = rubrics.rules.turnout;
	const result: ResultTable = {
		...{ id, union_id: unionId, subject: row.subject, year: row.year, source: 'history' },
		...{ status: 'pending', survey_id: null, person_id: personId, mode: 'paper' },
		...{ electorate: row.electorate, eligible: row.eligible, issued: row.issued },
		...{ returned_online: 0, returned_paper: row.returned },
		...sealOverall(countsOf(row), rules.suppression),
		...{ rules: toJson(rules), min_turnout_num: minimum.num, min_turnout_den: minimum.den },
		...{ consent: 0, flags: null, note: entry.note, decided_by: null, decided_at: null },
		...{ counted_at: now, published_at: null, salt: null }
	};
	try {
		await trx.insertInto('result').values(result).execute();
	} catch (error) {
		// The same year twice in one file, or somebody else at the same moment.
		if (isUniqueViolation(error)) throw new Refused('history_twice', nameOf(row));
		throw error;
	}
	await trx
		.insertInto('history')
		.values({
			...{ result_id: id, entered_by: by, entered_at: now, origin, replaces, reason: null },
			...{ withdrawn_by: null, withdrawn_at: null }
		})
		.execute();
	await recordAudit(trx, clock, {
		...{ userId: by, action: 'enter', noun: 'history', nounId: id },
		detail: { ...{ unionId, year: row.year, subject: row.subject, replaces }, after: kept(result) }
	});
	return id;
}

function nameOf({ year, subject }: HistoryRow): string {
	return `${year} 年${subjectNames[subject]}`;
}

/** Of what was typed only what was kept: the audit knows no small group either. */
function kept({ eligible, issued, returned_paper, ...row }: ResultTable) {
	const { satisfied, basically_satisfied, favourable, dissatisfied, unsure, blank, invalid } = row;
	return {
		...{ eligible, issued, returned: returned_paper, disclosure: row.disclosure },
		...{ satisfied, basically_satisfied, favourable, dissatisfied, unsure, blank, invalid }
	};
}

/** A correction follows a result of the same union that was refused or withdrawn. */
async function checkReplaced(trx: Transaction, { unionId, replaces }: HistoryEntry): Promise<void> {
	if (replaces === null) return;
	const old = await trx
		.selectFrom('result')
		.select('id')
		.where('id', '=', replaces)
		.where('union_id', '=', unionId)
		.where('source', '=', 'history')
		.where('status', 'in', ['refused', 'void'])
		.executeTakeFirst();
	if (!old) throw new Refused('not_found');
}
