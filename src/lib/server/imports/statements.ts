import { setImmediate } from 'node:timers/promises';
import type { CompiledQuery, Compilable } from 'kysely';
import type { CountWrite } from '$lib/domain/import/judge-counts';
import type { TermWrite } from '$lib/domain/import/judge-terms';
import type { App } from '../app';
import type { Database } from '../database/open';
import { toInstant, type Day } from '../database/values';
import { slicesOf } from './let-others';

/** Rows of one statement: SQLite takes 32,766 values. */
const ROWS = 1_000;

/** Makes statements of many rows each, ready to be sent, before the transaction that executes them begins. */
async function compileSlices<R>(
	rows: readonly R[],
	statement: (slice: R[]) => Compilable
): Promise<CompiledQuery[]> {
	const compiled: CompiledQuery[] = [];
	for (const slice of slicesOf(rows, ROWS)) {
		compiled.push(statement(slice).compile());
		await setImmediate();
	}
	return compiled;
}

/** New persons, then terms that end, then terms that begin: nobody meets a chair still in office. */
export async function termStatements(
	db: Database,
	writes: readonly TermWrite[]
): Promise<CompiledQuery[]> {
	const persons = writes.filter(({ newPerson }) => newPerson);
	const changed = writes.filter(({ isNew }) => !isNew);
	const insert = (slice: TermWrite[]) => db.insertInto('term').values(slice.map(termRow));
	const change = (slice: TermWrite[]) =>
		insert(slice).onConflict((conflict) =>
			conflict.column('id').doUpdateSet((eb) => ({ ended_on: eb.ref('excluded.ended_on') }))
		);
	return [
		...(await compileSlices(persons, (slice) =>
			db.insertInto('person').values(slice.map(({ personId, name }) => ({ id: personId, name })))
		)),
		...(await compileSlices(
			changed.filter(({ to }) => to !== null),
			change
		)),
		...(await compileSlices(
			changed.filter(({ to }) => to === null),
			change
		)),
		...(await compileSlices(
			writes.filter(({ isNew }) => isNew),
			insert
		))
	];
}

function termRow({ id, unionId, personId, from, to }: TermWrite) {
	return {
		...{ id, union_id: unionId, person_id: personId },
		...{ started_on: from as Day, ended_on: to as Day | null }
	};
}

export function countStatements(
	app: App,
	writes: readonly CountWrite[],
	by: string
): Promise<CompiledQuery[]> {
	const entered = { entered_by: by, entered_at: toInstant(app.clock.now()) };
	return compileSlices(writes, (slice) =>
		app.db
			.insertInto('member_count')
			.values(
				slice.map(({ unionId, year, members }) => ({
					...{ union_id: unionId, year, members },
					...entered
				}))
			)
			.onConflict((conflict) =>
				conflict.columns(['union_id', 'year']).doUpdateSet((eb) => ({
					members: eb.ref('excluded.members'),
					entered_by: eb.ref('excluded.entered_by'),
					entered_at: eb.ref('excluded.entered_at')
				}))
			)
	);
}
