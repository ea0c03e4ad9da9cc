import type { ImprovementState } from '$lib/domain/improvement';
import type { Database } from '../database/open';
import type { ImprovementTable } from '../database/schema/improvement';
import type { Day } from '../database/values';
import { Refused } from '../refusals';

/** What is written down of an improvement when it is planned. */
export interface ImprovementPlan {
	problem: string;
	measure: string;
	owner: string;
	dueOn: Day;
	/** null: no question in particular. */
	questionId: string | null;
}

/** An improvement as pages show it. */
export interface Improvement extends ImprovementPlan {
	id: string;
	year: number;
	state: ImprovementState;
	outcome: string;
	published: boolean;
	/** It was published once: it can be withdrawn, not deleted. */
	everPublished: boolean;
	revision: number;
}

/** Which improvement of which union, as its writer last saw it. */
export interface SeenImprovement {
	unionId: string;
	id: string;
	revision: number;
}

export function viewImprovement(row: ImprovementTable): Improvement {
	const { id, year, problem, measure, owner, state, outcome, revision } = row;
	return {
		...{ id, year, problem, measure, owner, state, outcome, revision },
		...{ dueOn: row.due_on, questionId: row.question_id },
		...{ published: row.published === 1, everPublished: row.published_at !== null }
	};
}

/** Reads one of a union. Refuses `not_found`, also for one of another union. */
export async function findImprovement(
	db: Database,
	{ unionId, id }: { unionId: string; id: string }
): Promise<ImprovementTable> {
	const row = await db
		.selectFrom('improvement')
		.selectAll()
		.where('id', '=', id)
		.where('union_id', '=', unionId)
		.executeTakeFirst();
	if (!row) throw new Refused('not_found');
	return row;
}
