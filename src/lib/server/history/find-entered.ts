import type { FrozenRules } from '$lib/domain/frozen-rules';
import {
	checkHistory,
	countsOf,
	takenKey,
	type HistoryContext,
	type HistoryRow,
	type HistorySubject
} from '$lib/domain/history-row';
import { sealOverall } from '$lib/domain/suppression';
import type { Database } from '../database/open';
import { fromJson } from '../database/values';

const keptColumns = [
	...(['union_id', 'year', 'subject', 'person_id', 'electorate', 'eligible', 'issued'] as const),
	...(['returned_paper', 'disclosure', 'favourable', 'satisfied', 'basically_satisfied'] as const),
	...(['dissatisfied', 'unsure', 'blank', 'invalid', 'rules', 'note'] as const)
];

type Kept = Awaited<ReturnType<typeof readKept>>[number];

/** Earlier figures that stand: whether a row says the same as what was entered of its union before. */
export interface Entered {
	isThere(unionId: string, read: { history: HistoryRow; note: string | null }): boolean;
}

/**
 * What was entered for these unions and waits or was approved. Of a small group only what was kept is compared: how many
 * took part, never what they said.
 */
export async function findEntered(
	db: Database,
	unionIds: readonly string[],
	contexts: ReadonlyMap<string, HistoryContext>
): Promise<Entered> {
	const rows = unionIds.length === 0 ? [] : await readKept(db, unionIds);
	const byKey = new Map(
		rows.map((row) => [
			`${row.union_id} ${takenKey({ year: row.year, subject: row.subject as HistorySubject })}`,
			row
		])
	);
	return {
		isThere(unionId, { history, note }) {
			const kept = byKey.get(`${unionId} ${takenKey(history)}`);
			const context = contexts.get(unionId);
			if (!kept || !context) return false;
			const checked = checkHistory(history, { ...context, taken: new Map() });
			if (checked.problems.length > 0 || checked.personId !== kept.person_id) return false;
			return (note === null || note === kept.note) && saysTheSame(history, kept);
		}
	};
}

function saysTheSame(row: HistoryRow, kept: Kept): boolean {
	const { suppression } = fromJson(kept.rules) as FrozenRules;
	const stated: Partial<Record<keyof Kept, unknown>> = {
		...sealOverall(countsOf(row), suppression),
		...{ electorate: row.electorate, eligible: row.eligible, issued: row.issued },
		returned_paper: row.returned
	};
	return Object.entries(stated).every(([column, value]) => kept[column as keyof Kept] === value);
}

function readKept(db: Database, unionIds: readonly string[]) {
	return db
		.selectFrom('result')
		.select(keptColumns)
		.where('union_id', 'in', unionIds)
		.where('source', '=', 'history')
		.where('status', 'in', ['valid', 'pending'])
		.execute();
}
