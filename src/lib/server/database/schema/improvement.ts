import type { ImprovementState } from '$lib/domain/improvement';
import type { Day, Flag, Instant } from '../values';

/** 整改: one measure by which a union answers what its members said; every change stands in the audit. */
export interface ImprovementTable {
	id: string;
	union_id: string;
	/** The year of the appraisal that it answers. */
	year: number;
	/** 问题 */
	problem: string;
	/** 措施 */
	measure: string;
	/** 责任人 or 责任部门 */
	owner: string;
	/** 完成时限 */
	due_on: Day;
	state: ImprovementState;
	/** 结果: written at closing, empty before. */
	outcome: string;
	/** The question of the appraisal that it answers, such as `home.rights`; null: none in particular. */
	question_id: string | null;
	/** Members see it on the public page. */
	published: Flag;
	/** When it was first published; from then on it cannot be deleted. */
	published_at: Instant | null;
	/** Counts the changes, so that nobody overwrites what they have not seen. */
	revision: number;
	created_at: Instant;
}
