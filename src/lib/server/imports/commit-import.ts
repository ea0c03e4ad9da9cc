import type { Verdict } from '$lib/domain/import/verdict';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { isUniqueViolation } from '../database/dialect';
import type { ImportTable } from '../database/schema/import';
import { transaction, type Transaction } from '../database/transaction';
import { fromJson, toInstant } from '../database/values';
import { Refused } from '../refusals';
import { beat, endCheck, giveUp, keepVerdicts } from './check-import';
import { judge, type Judgement } from './judge';
import { findImport, loadStaged, walkRows } from './load-staged';
import { clearUnions } from './stage-unions';
import { holdRevision, readRevision } from './revision';

/**
 * Begins to write an import that was checked; its page shows how far that is. Refuses `import_state` unless it waits for
 * that, `import_wrong` while any row is wrong, `import_nothing` where nothing would change.
 */
export async function commitLater(app: App, id: string, by: string): Promise<void> {
	const row = await findImport(app.db, id);
	if (row && row.wrong > 0) throw new Refused('import_wrong');
	if (row && row.fresh + row.changed === 0) throw new Refused('import_nothing');
	const { numUpdatedRows } = await app.db
		.updateTable('import')
		.set({ state: 'committing', note: '', done: 0, beat_at: toInstant(app.clock.now()) })
		.where('id', '=', id)
		.where('state', '=', 'checked')
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Refused('import_state');
	app.imports.start(
		() => commitImport(app, id, by),
		(error) => giveUp(app, id, error)
	);
}

const ATTEMPTS = 5;

/**
 * Judges the file again and writes it, all or nothing. Everything is prepared before the one transaction, which begins by
 * making sure that nothing has changed since; while somebody changes something in between, it is judged once more. Where
 * the verdicts are no longer those that were shown, nothing is written and the new ones are shown.
 */
async function commitImport(app: App, id: string, by: string): Promise<void> {
	for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
		const row = await findImport(app.db, id);
		if (row?.state !== 'committing') return;
		const revision = await readRevision(app.db);
		const staged = await loadStaged(app, id, by);
		const judgement = await judge(app, staged, (done) => beat(app, id, done));
		if (judgement.digest !== row.digest) return showDifference(app, id, judgement);
		if (await write(app, { row, by, revision, judgement })) return;
	}
	throw new Error('somebody else kept changing what is imported');
}

interface Commit {
	row: ImportTable;
	by: string;
	revision: string;
	judgement: Judgement;
}

/** False if something has changed since it was judged. */
async function write(app: App, { row, by, revision, judgement }: Commit): Promise<boolean> {
	const detail = auditDetail(row, judgement);
	const statements = await judgement.prepare(row.id);
	try {
		return await transaction(app.db, async (trx) => {
			if ((await holdRevision(trx)) !== revision) return false;
			if (!(await judgement.stillHolds(trx))) return false;
			for (const statement of statements) await trx.executeQuery(statement);
			await markCommitted(trx, row, by, toInstant(app.clock.now()));
			await recordAudit(trx, app.clock, {
				...{ userId: by, action: 'commit', noun: 'import', nounId: row.id, detail },
				unionId: row.union_id
			});
			for (const { unionId, changes } of judgement.deciding)
				await recordAudit(trx, app.clock, {
					...{ userId: by, action: 'edit', noun: 'union', nounId: unionId },
					detail: { ...changes, fileName: row.file_name }
				});
			return true;
		});
	} catch (error) {
		if (isUniqueViolation(error)) return false;
		throw error;
	} finally {
		await clearUnions(app.db, row.id);
	}
}

/** Refuses `import_state` where the import was given up meanwhile, say because this server was long silent. */
async function markCommitted(
	trx: Transaction,
	row: ImportTable,
	by: string,
	at: ReturnType<typeof toInstant>
): Promise<void> {
	const { numUpdatedRows } = await trx
		.updateTable('import')
		.set({ state: 'committed', committed_by: by, committed_at: at, done: row.total })
		.where('id', '=', row.id)
		.where('state', '=', 'committing')
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Refused('import_state');
}

/** Changes that stand in the record itself; those of larger imports are kept with the import, under this digest. */
const IN_RECORD = 200;

function auditDetail(row: ImportTable, { verdicts, digest }: Judgement): Record<string, unknown> {
	const changed = verdicts.filter(({ outcome }) => outcome === 'changed');
	const { noun, union_id: unionId, file_name: fileName, sha256, fresh } = row;
	return {
		...{ noun, unionId, fileName, sha256, new: fresh, changed: changed.length, digest },
		changes: changed.slice(0, IN_RECORD).map(({ row: n, changes }) => ({ row: n, changes }))
	};
}

/** Shows the new verdicts, and says which rows are other ones than before. */
async function showDifference(app: App, id: string, judgement: Judgement): Promise<void> {
	const before = new Map<number, string>();
	for await (const slice of walkRows(app.db, id))
		for (const { row, outcome, problems, changes } of slice)
			before.set(row, JSON.stringify([outcome, fromJson(problems), fromJson(changes)]));
	const other = judgement.verdicts.filter((verdict) => before.get(verdict.row) !== keyOf(verdict));
	await keepVerdicts(app, id, judgement.verdicts);
	const shown = other
		.slice(0, 10)
		.map(({ row }) => row)
		.join('、');
	const more = other.length > 10 ? `等 ${other.length} 行` : '行';
	const note = `预览以后，有人改了系统里的数据，所以没有写入。第 ${shown} ${more}的结果与刚才不同，已经重新检查，请再看一遍。`;
	await endCheck(app, id, judgement, note);
}

function keyOf({ outcome, problems, changes }: Verdict): string {
	return JSON.stringify([outcome, problems, changes]);
}
