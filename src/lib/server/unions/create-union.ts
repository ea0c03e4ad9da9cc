import type { Level } from '$lib/domain/words';
import type { Clock } from '../clock';
import { isUniqueViolation } from '../database/dialect';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { toFlag, toInstant, type Day } from '../database/values';
import { Refused } from '../refusals';

export interface NewUnion {
	code: string;
	name: string;
	level: Level;
	kind: string;
	independent: boolean;
	industry: string;
	memberCount: number;
	parentId: string | null;
	/** 成立日期; null: it was always there. */
	foundedOn?: Day | null;
}

/** Adds a union under its parent and returns its id. Refuses `code_taken`, and `not_found` for the parent. */
export async function createUnion(db: Database, clock: Clock, union: NewUnion): Promise<string> {
	const id = newId(10);
	const parentPath = union.parentId ? await pathOf(db, union.parentId) : '/';
	try {
		await db
			.insertInto('union')
			.values({
				id,
				code: union.code,
				name: union.name,
				level: union.level,
				kind: union.kind,
				independent: toFlag(union.independent),
				industry: union.industry,
				parent_id: union.parentId,
				path: `${parentPath}${id}/`,
				member_count: union.memberCount,
				founded_on: union.foundedOn ?? null,
				created_at: toInstant(clock.now()),
				closed_at: null
			})
			.execute();
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refused('code_taken');
		throw error;
	}
	return id;
}

async function pathOf(db: Database, unionId: string): Promise<string> {
	const parent = await db
		.selectFrom('union')
		.select('path')
		.where('id', '=', unionId)
		.executeTakeFirst();
	if (!parent) throw new Refused('not_found');
	return parent.path;
}
