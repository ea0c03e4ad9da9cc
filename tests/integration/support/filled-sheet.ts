import { allCriteria, type Criterion, type RubricLevel } from '$lib/domain/rubric';
import { emptyCell, type CellField } from '$lib/domain/score-cell';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '$lib/server/app';
import { saveCells } from '$lib/server/assessments/save-cells';
import type { UnionTable } from '$lib/server/database/schema/union';
import { applyForRound } from '$lib/server/rounds/apply-for-round';
import { assignReviewer } from '$lib/server/rounds/assign-reviewers';
import { openRound } from '$lib/server/rounds/open-round';
import { decideApplication, submitApplication } from '$lib/server/rounds/submit-application';
import { startReview } from '$lib/server/rounds/supervise-application';
import { testDates } from './applications';
import { makeUnion, makeUser, rootUnionId } from './factories';
import { makeResult } from './results';

/** A union with a score sheet of 2026 in a round of the root union, and the accounts that fill it in. */
export interface TestSheet {
	union: UnionTable;
	applicationId: string;
	roundId: string;
	staff: string;
	reviewer: string;
	supervisor: string;
}

/** What is written into the cells of a criterion: by field what is typed, and its reason. */
export type Scoring = (criterion: Criterion) => Record<string, [value: string, note?: string]>;

/** A score as it is typed; `points` in whole points. */
export function score(points: number, reason = ''): { score: [string, string] } {
	return { score: [String(points), reason] };
}

/**
 * A union of a level that has begun its self review. A grassroots one has a result of 113 in 119; below the others there
 * are four grassroots unions, three of them with a result.
 */
export async function beginSheet(app: App, level: RubricLevel): Promise<TestSheet> {
	const union = await unionOf(app, level);
	const root = await rootUnionId(app);
	const staff = await makeUser(app, { role: 'staff', unionId: union.id });
	const reviewer = await makeUser(app, { role: 'reviewer', unionId: root });
	const supervisor = await makeUser(app, { role: 'supervisor', unionId: root });
	const round = { unionId: root, year: 2026, level, dates: testDates };
	const roundId = await openRound(app.db, app.clock, round, supervisor);
	const applicationId = await applyForRound(app.db, app.clock, union, 2026, staff);
	return { union, applicationId, roundId, staff, reviewer, supervisor };
}

/** Fills in the self scores, hands the sheet in, and begins its review. */
export async function handIn(app: App, sheet: TestSheet, scoring: Scoring): Promise<void> {
	const { applicationId, roundId, staff, reviewer, supervisor } = sheet;
	await fillIn(app, sheet, 'self', scoring);
	await submitApplication(app, applicationId, { acknowledged: true }, staff);
	const assigning = { roundId, userId: reviewer, applicationIds: [applicationId] };
	await assignReviewer(app.db, app.clock, assigning, supervisor);
	await startReview(app, applicationId, supervisor);
}

/** Fills in the review scores, and decides them. */
export async function decide(app: App, sheet: TestSheet, scoring: Scoring): Promise<void> {
	await fillIn(app, sheet, 'review', scoring);
	await decideApplication(app, sheet.applicationId, sheet.supervisor);
}

export async function fillIn(
	app: App,
	{ union, staff, reviewer }: TestSheet,
	kind: ScoreKind,
	scoring: Scoring
): Promise<void> {
	const rubric = app.rubrics.rubrics[union.level as RubricLevel];
	const edits = allCriteria(rubric).flatMap((criterion) =>
		Object.entries(scoring(criterion)).map(([field, [value, note = '']]) => ({
			criterionId: criterion.id,
			field: field as CellField,
			...{ kind, typed: { value, note }, was: emptyCell }
		}))
	);
	const saving = { kind, edits, reason: '', by: kind === 'self' ? staff : reviewer };
	const { faults } = await saveCells(app.db, app.clock, { union, year: 2026, rubric }, saving);
	if (faults.length > 0) throw new Error(JSON.stringify(faults));
}

async function unionOf(app: App, level: RubricLevel): Promise<UnionTable> {
	if (level === 'grassroots') {
		const id = await makeUnion(app, { name: '云溪纺织有限公司工会' });
		await makeResult(app, { unionId: id, year: 2026, votes: [100, 13, 6], eligible: 150 });
		return findUnion(app, id);
	}
	const named = {
		intermediate: { kind: 'township', name: '溪桥镇总工会' },
		county: { kind: 'county_federation', name: '云溪县总工会' }
	}[level];
	const id = await makeUnion(app, { level, independent: false, ...named });
	for (let n = 0; n < 4; n++) {
		const below = await makeUnion(app, { parentId: id, name: `第${n + 1}纺织厂工会` });
		if (n > 0) await makeResult(app, { unionId: below, year: 2026 });
	}
	return findUnion(app, id);
}

function findUnion(app: App, id: string): Promise<UnionTable> {
	return app.db.selectFrom('union').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
