import { levels, type Level } from '$lib/domain/words';
import type { App } from '../app';
import { changesBetween } from '../audit/changes-between';
import { recordAudit } from '../audit/record-audit';
import { isUniqueViolation } from '../database/dialect';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { transaction, type Transaction } from '../database/transaction';
import { toFlag } from '../database/values';
import { Refused } from '../refusals';
import { createUnion, type NewUnion } from './create-union';
import { holdOpenUnion } from './lock-tree';
import { kindsByLevel } from './kinds';

/** What may be changed of a union; its place in the tree is fixed. */
export type UnionParticulars = Omit<NewUnion, 'parentId'>;

/** Adds a union on behalf of staff. Refuses `code_taken`, `kind_of_other_level`, `parent_too_low`, `not_found`. */
export function addUnion(app: App, union: NewUnion, by: string): Promise<string> {
	return transaction(app.db, async (trx) => {
		await checkPlace(app, trx, union, union.parentId);
		if (union.parentId !== null) await holdOpenUnion(trx, union.parentId);
		const id = await createUnion(trx, app.clock, union);
		await record(app, trx, { action: 'create', unionId: id, detail: { ...union }, by });
		return id;
	});
}

/** Changes a union's particulars. Refuses `code_taken`, `kind_of_other_level`, `parent_too_low`, `child_too_high`, `not_found`. */
export function editUnion(
	app: App,
	unionId: string,
	union: UnionParticulars,
	by: string
): Promise<void> {
	return transaction(app.db, async (trx) => {
		const old = await trx
			.selectFrom('union')
			.selectAll()
			.where('id', '=', unionId)
			.executeTakeFirst();
		if (!old) throw new Refused('not_found');
		if (old.closed_at !== null) throw new Refused('union_closed');
		await checkPlace(app, trx, union, old.parent_id);
		await checkChildren(trx, unionId, union.level);
		await updateUnion(trx, unionId, union);
		const detail = changesBetween(particularsOf(old), union);
		await record(app, trx, { action: 'edit', unionId, detail, by });
	});
}

async function checkPlace(
	app: App,
	db: Database,
	{ level, kind }: UnionParticulars,
	parentId: string | null
): Promise<void> {
	if (!kindsByLevel(app.rubrics)[level].some(({ id }) => id === kind))
		throw new Refused('kind_of_other_level');
	if (parentId === null) return;
	const parent = await db
		.selectFrom('union')
		.select('level')
		.where('id', '=', parentId)
		.executeTakeFirst();
	if (!parent) throw new Refused('parent_unknown');
	if (rank(parent.level) < rank(level)) throw new Refused('parent_too_low');
}

/** The same rule seen from above: no child may come to lie above its parent. */
async function checkChildren(db: Database, unionId: string, level: Level): Promise<void> {
	const children = await db
		.selectFrom('union')
		.select('level')
		.where('parent_id', '=', unionId)
		.execute();
	if (children.some((child) => rank(child.level) > rank(level)))
		throw new Refused('child_too_high');
}

function rank(level: Level): number {
	return levels.indexOf(level);
}

async function updateUnion(trx: Transaction, id: string, union: UnionParticulars): Promise<void> {
	const { memberCount, independent, foundedOn = null, ...same } = union;
	const row = {
		...{ ...same, member_count: memberCount },
		...{ independent: toFlag(independent), founded_on: foundedOn }
	};
	try {
		await trx.updateTable('union').set(row).where('id', '=', id).execute();
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refused('code_taken');
		throw error;
	}
}

function particularsOf(row: UnionTable): UnionParticulars {
	const { code, name, level, kind, industry } = row;
	return {
		...{ code, name, level, kind, industry, independent: row.independent === 1 },
		...{ memberCount: row.member_count, foundedOn: row.founded_on }
	};
}

function record(
	app: App,
	trx: Transaction,
	act: {
		action: 'create' | 'edit';
		unionId: string;
		detail: Record<string, unknown>;
		by: string;
	}
): Promise<void> {
	const { action, unionId: nounId, detail, by: userId } = act;
	return recordAudit(trx, app.clock, { userId, action, noun: 'union', nounId, detail });
}
