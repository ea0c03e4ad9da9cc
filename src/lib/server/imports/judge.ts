import { createHash } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import { matchHeader } from '$lib/domain/import/match-header';
import { countColumns, termColumns, unionColumns } from '$lib/domain/import/columns';
import { judgeCounts } from '$lib/domain/import/judge-counts';
import { judgeTerms } from '$lib/domain/import/judge-terms';
import { judgeUnions } from '$lib/domain/import/judge-unions';
import { parseCode } from '$lib/domain/import/parse-text';
import type { FileRow, OwnNoun, Verdict } from '$lib/domain/import/verdict';
import type { Level } from '$lib/domain/words';
import { thisYear, today } from '../clock';
import { newId } from '../database/id';
import type { Transaction } from '../database/transaction';
import type { App } from '../app';
import type { MergedArea } from '../spreadsheets/sheet';
import { kindsByLevel } from '../unions/kinds';
import { decidingChanges, type DecidingChange } from './deciding-changes';
import { loadApplying, loadCounts, loadNamedUnions, loadTerms, loadUnions } from './load-known';
import { runInSlices } from './let-others';
import { noneApplying, stageUnions } from './stage-unions';
import { countStatements, termStatements } from './statements';

/** A staged file, and who imports it into which subtree. */
export interface Staged {
	noun: OwnNoun;
	header: string[];
	merged: MergedArea[];
	rows: FileRow[];
	/** Path of the union whose subtree may be touched. */
	scope: string;
	/** Paths of unions in which the importer holds an office. */
	own: ReadonlySet<string>;
	/** Account. */
	by: string;
}

export interface Judgement {
	/** What is wrong with the header; then there are no verdicts. */
	problems: string[];
	verdicts: Verdict[];
	/** Prepares a commit: what its transaction executes, ready to be sent. */
	prepare: (importId: string) => Promise<CompiledQuery[]>;
	/** What the transaction asks before it writes, beyond the revision. */
	stillHolds: (trx: Transaction) => Promise<boolean>;
	/** What is recorded union by union, beside the import itself. */
	deciding: DecidingChange[];
	/** SHA-256 of the verdicts. */
	digest: string;
}

type Tell = (done: number) => Promise<void>;

/** Judges a staged file against the database as it is. No query and no turn of the server is long. */
export async function judge(app: App, staged: Staged, tell: Tell): Promise<Judgement> {
	switch (staged.noun) {
		case 'union':
			return judgeUnionFile(app, staged, tell);
		case 'term':
			return judgeTermFile(app, staged, tell);
		case 'member_count':
			return judgeCountFile(app, staged, tell);
	}
}

async function judgeUnionFile(app: App, staged: Staged, tell: Tell): Promise<Judgement> {
	const { places, problems } = matchHeader(staged.header, unionColumns);
	if (problems.length > 0) return unreadable(problems);
	const codes = codesIn(staged, [places.code, places.parent]);
	const known = await loadUnions(app.db, staged.scope, codes);
	const kinds: Record<Level, { id: string; name: string }[]> = kindsByLevel(app.rubrics);
	const { merged, scope, own } = staged;
	const applying = await loadApplying(app.db, scope);
	const base = { header: { places }, merged, known, scope, own, applying };
	const given = { ...base, kinds, today: today(app.clock) };
	const { verdicts, writes } = await runInSlices(
		judgeUnions(staged.rows, { ...given, newId: () => newId(10) }),
		tell
	);
	const moved = writes.filter(({ isMoved }) => isMoved).map(({ id }) => id);
	return {
		...judgement(verdicts, (importId) => stageUnions(app, importId, writes)),
		stillHolds: (trx) => noneApplying(trx, moved),
		deciding: decidingChanges(writes, known)
	};
}

async function judgeTermFile(app: App, staged: Staged, tell: Tell): Promise<Judgement> {
	const { places, problems } = matchHeader(staged.header, termColumns);
	if (problems.length > 0) return unreadable(problems);
	const { merged, scope } = staged;
	const unions = await loadNamedUnions(app.db, codesIn(staged, [places.code]));
	const terms = await loadTerms(
		app.db,
		[...unions.values()].map(({ id }) => id)
	);
	const given = { header: { places }, merged, unions, scope, terms };
	const work = judgeTerms(staged.rows, { ...given, today: today(app.clock), newId: () => newId() });
	const { verdicts, writes } = await runInSlices(work, tell);
	return judgement(verdicts, () => termStatements(app.db, writes));
}

async function judgeCountFile(app: App, staged: Staged, tell: Tell): Promise<Judgement> {
	const { places, problems } = matchHeader(staged.header, countColumns);
	if (problems.length > 0) return unreadable(problems);
	const { merged, scope, by } = staged;
	const unions = await loadNamedUnions(app.db, codesIn(staged, [places.code]));
	const counts = await loadCounts(
		app.db,
		[...unions.values()].map(({ id }) => id)
	);
	const given = { header: { places }, merged, unions, scope, counts };
	const work = judgeCounts(staged.rows, { ...given, thisYear: thisYear(app.clock) });
	const { verdicts, writes } = await runInSlices(work, tell);
	return judgement(verdicts, () => countStatements(app, writes, by));
}

/** Everything that may be a code in some columns, as it stands and as the parser reads it. */
function codesIn({ rows }: Staged, columns: (number | undefined)[]): string[] {
	const codes = new Set<string>();
	for (const { cells } of rows)
		for (const column of columns) {
			const { value } = column === undefined ? {} : parseCode(cells[column] ?? '');
			if (value !== undefined) codes.add(value);
		}
	return [...codes];
}

function unreadable(problems: string[]): Judgement {
	return {
		problems,
		verdicts: [],
		prepare: async () => [],
		stillHolds: async () => true,
		deciding: [],
		digest: ''
	};
}

function judgement(verdicts: Verdict[], prepare: Judgement['prepare']): Judgement {
	const hash = createHash('sha256');
	for (const { row, outcome, problems, changes } of verdicts)
		hash.update(JSON.stringify([row, outcome, problems, changes]));
	return {
		problems: [],
		verdicts,
		prepare,
		stillHolds: async () => true,
		deciding: [],
		digest: hash.digest('hex')
	};
}
