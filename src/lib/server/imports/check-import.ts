import type { Verdict } from '$lib/domain/import/verdict';
import type { App } from '../app';
import type { Database } from '../database/open';
import { toInstant, toJson } from '../database/values';
import { judge, type Judgement } from './judge';
import { slicesOf } from './let-others';
import { findImport, loadStaged } from './load-staged';

/** Begins to check an import; its page shows how far that is. */
export async function checkLater(app: App, id: string): Promise<void> {
	app.imports.start(
		() => checkImport(app, id),
		(error) => giveUp(app, id, error)
	);
}

/** Judges the rows of an import in the state `checking` and keeps the verdicts. */
export async function checkImport(app: App, id: string): Promise<void> {
	const row = await findImport(app.db, id);
	if (row?.state !== 'checking') return;
	const staged = await loadStaged(app, id, row.created_by);
	const judgement = await judge(app, staged, (done) => beat(app, id, done));
	await keepVerdicts(app, id, judgement.verdicts);
	await endCheck(app, id, judgement);
}

/** Tells how far the work is, and that it lives. */
export async function beat({ db, clock }: App, id: string, done: number): Promise<void> {
	await db
		.updateTable('import')
		.set({ done, beat_at: toInstant(clock.now()) })
		.where('id', '=', id)
		.execute();
}

const SLICE = 500;

export async function keepVerdicts(
	app: App,
	id: string,
	verdicts: readonly Verdict[]
): Promise<void> {
	for (const slice of slicesOf(verdicts, SLICE)) {
		await keepSlice(app.db, id, slice);
		await beat(app, id, verdicts.length);
	}
}

async function keepSlice(db: Database, id: string, verdicts: readonly Verdict[]): Promise<void> {
	await db
		.insertInto('import_row')
		.values(
			verdicts.map(({ row, outcome, problems, changes }) => ({
				...{ import_id: id, row, outcome, cells: toJson([]) },
				...{ problems: toJson(problems), changes: toJson(changes) }
			}))
		)
		.onConflict((conflict) =>
			conflict.columns(['import_id', 'row']).doUpdateSet((eb) => ({
				outcome: eb.ref('excluded.outcome'),
				problems: eb.ref('excluded.problems'),
				changes: eb.ref('excluded.changes')
			}))
		)
		.execute();
}

/** Counts, digest and state after a check; `note` says what the reader has to know first. */
export async function endCheck(
	{ db, clock }: App,
	id: string,
	{ problems, verdicts, digest }: Judgement,
	note = problems.join('')
): Promise<void> {
	const count = (outcome: Verdict['outcome']) =>
		verdicts.filter((verdict) => verdict.outcome === outcome).length;
	await db
		.updateTable('import')
		.set({
			...{ state: problems.length > 0 ? 'failed' : 'checked', note, digest },
			...{ fresh: count('new'), changed: count('changed') },
			...{ same: count('same'), wrong: count('wrong') },
			beat_at: toInstant(clock.now())
		})
		.where('id', '=', id)
		.where('state', 'in', ['checking', 'committing'])
		.execute();
}

/** What broke is logged; the reader may try again with the same file. */
export async function giveUp(app: App, id: string, error: unknown): Promise<void> {
	app.log.error({ import: id, err: error }, 'import failed');
	await app.db
		.updateTable('import')
		.set({
			state: 'failed',
			note: '系统出了点问题，没有写入任何内容。请重新上传，或联系系统管理员。'
		})
		.where('id', '=', id)
		.where('state', 'in', ['checking', 'committing'])
		.execute();
}
