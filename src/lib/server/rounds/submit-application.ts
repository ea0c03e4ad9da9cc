import { listMissing } from '$lib/domain/missing-scores';
import {
	enteredPoints,
	sheetTotals,
	type ScoreKind,
	type ScoreSheet
} from '$lib/domain/score-sheet';
import { writeMeasurements } from '$lib/domain/stored-measurements';
import type { App } from '../app';
import { readLiveSheet } from '../assessments/read-sheet';
import { transaction, type Transaction } from '../database/transaction';
import { fromJson, type Json } from '../database/values';
import { Refused } from '../refusals';
import { changeApplication, sealTotals } from './change-application';
import type { Application } from './find-application';

/**
 * 提交自查: the union hands its self review in; its total is kept. With criteria left empty somebody has to have said that
 * they know. Refuses `criteria_empty`, `wrong_step`, `before_self`, `after_self`, `stale`.
 */
export async function submitApplication(
	app: App,
	applicationId: string,
	{ acknowledged }: { acknowledged: boolean },
	by: string
): Promise<void> {
	await transaction(app.db, async (trx) => {
		const application = await changeApplication(trx, app.clock, applicationId, {
			...{ act: 'submit', by }
		});
		const sheet = await readApplicationSheet(app, trx, application);
		if (listMissing(sheet, 'self').length > 0 && !acknowledged) throw new Refused('criteria_empty');
		const { score, points } = totalOf(sheet, 'self');
		await sealTotals(trx, applicationId, { self_score: score, self_points: points });
	});
}

/**
 * 确定: the upper union settles the review; both totals are kept as the form shows them, and what was measured. Every criterion must have a review
 * score, and whoever reviews it does not settle it. Refuses `own_review`, `criteria_unscored`, `wrong_step`,
 * `before_review`, `stale`.
 */
export async function decideApplication(
	app: App,
	applicationId: string,
	by: string
): Promise<void> {
	await transaction(app.db, async (trx) => {
		const application = await changeApplication(trx, app.clock, applicationId, {
			...{ act: 'decide', by }
		});
		await refuseReviewer(trx, application, by);
		const sheet = await readApplicationSheet(app, trx, application);
		if (listMissing(sheet, 'review').length > 0) throw new Refused('criteria_unscored');
		const [self, review] = [totalOf(sheet, 'self'), totalOf(sheet, 'review')];
		await sealTotals(trx, applicationId, {
			// Measured criteria are part of it, and may have changed since it was handed in.
			...{ self_score: self.score, self_points: self.points },
			...{ review_score: review.score, review_points: review.points },
			measured: writeMeasurements(sheet.measurements)
		});
	});
}

/** Nobody settles scores of their own, not even once they were taken off. */
async function refuseReviewer(
	trx: Transaction,
	{ id, union_id, year, rubric }: Application,
	by: string
): Promise<void> {
	const assigned = await trx
		.selectFrom('reviewer_assignment')
		.select('user_id')
		.where('application_id', '=', id)
		.where('user_id', '=', by)
		.executeTakeFirst();
	const scored = await trx
		.selectFrom('score_change')
		.innerJoin('assessment', 'assessment.id', 'score_change.assessment_id')
		.select('score_change.changed_by')
		.where('assessment.union_id', '=', union_id)
		.where('assessment.year', '=', year)
		.where('assessment.rubric', '=', rubric)
		.where('score_change.kind', '=', 'review')
		.where('score_change.changed_by', '=', by)
		.limit(1)
		.executeTakeFirst();
	if (assigned || scored || (await wasAssigned(trx, id, by))) throw new Refused('own_review');
}

/** Whether somebody was ever assigned to an application, though taken off since: the audit knows. */
async function wasAssigned(trx: Transaction, applicationId: string, by: string): Promise<boolean> {
	const lines = await trx
		.selectFrom('audit')
		.select('detail')
		.where('noun', '=', 'application')
		.where('noun_id', '=', applicationId)
		.where('action', '=', 'assign')
		.execute();
	return lines.some(
		({ detail }) => fromJson(detail as Json<{ reviewer?: string }>).reviewer === by
	);
}

/** The score sheet of an application, as it stands in the transaction. */
async function readApplicationSheet(
	{ rubrics }: App,
	trx: Transaction,
	{ union_id: unionId, year, rubric }: Application
): Promise<ScoreSheet> {
	const union = await trx
		.selectFrom('union')
		.select(['id', 'path'])
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	return readLiveSheet(trx, { union, year, rubric: rubrics.rubrics[rubric] });
}

/** Half points: what was scored, and of how many that apply. */
function totalOf(sheet: ScoreSheet, kind: ScoreKind): { score: number; points: number } {
	const { score, applicable } = sheetTotals(sheet, kind, enteredPoints(sheet[kind]));
	return { score, points: applicable };
}
