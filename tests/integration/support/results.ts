import type { App } from '$lib/server/app';
import type { Counts, SealedCounts } from '$lib/domain/counts';
import { freezeRules } from '$lib/domain/frozen-rules';
import { sealOverall } from '$lib/domain/suppression';
import type { Subject } from '$lib/domain/words';
import { newId } from '$lib/server/database/id';
import type { ResultTable } from '$lib/server/database/schema/result';
import { toInstant, toJson } from '$lib/server/database/values';

export interface ResultFacts {
	unionId: string;
	year: number;
	subject?: Subject;
	/** 满意, 基本满意, 不满意, 不了解 */
	votes?: [number, number, number, number?];
	personId?: string | null;
	/** 应参评; as many as answered unless told otherwise. */
	eligible?: number;
	row?: Partial<ResultTable>;
}

/** A sealed paper result, approved and counting but for what is told otherwise; 100 ballots, 97 of them 满意. */
export async function makeResult(app: App, facts: ResultFacts): Promise<string> {
	const { unionId, year, subject = 'home', votes = [97, 0, 3], personId = null } = facts;
	const [satisfied, basically_satisfied, dissatisfied, unsure = 0] = votes;
	const counts = { satisfied, basically_satisfied, dissatisfied, unsure, blank: 0, invalid: 0 };
	const returned = satisfied + basically_satisfied + dissatisfied + unsure;
	const id = newId();
	await app.db
		.insertInto('result')
		.values({
			...{ id, union_id: unionId, subject, year, source: 'history', status: 'valid' },
			...{ survey_id: null, person_id: personId, mode: 'paper', electorate: 'members' },
			...{ eligible: facts.eligible ?? returned, issued: returned },
			...{ returned_online: 0, returned_paper: returned, ...sealed(app, counts) },
			rules: toJson(freezeRules(app.rubrics.rules)),
			...{ min_turnout_num: 2, min_turnout_den: 3, consent: 0, note: null },
			counted_at: toInstant(app.clock.now()),
			...facts.row
		})
		.execute();
	return id;
}

function sealed(app: App, counts: Counts): SealedCounts {
	return sealOverall(counts, freezeRules(app.rubrics.rules).suppression);
}
