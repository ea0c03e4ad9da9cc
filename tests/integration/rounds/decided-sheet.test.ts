import { expect, test } from 'vitest';
import { enteredPoints, sheetTotals } from '$lib/domain/score-sheet';
import type { App } from '$lib/server/app';
import { readApiAssessment } from '$lib/server/api/read-assessment';
import { listChangedSince, readSheet } from '$lib/server/assessments/read-sheet';
import { readOfficialForm } from '$lib/server/exports/read-official-form';
import { findApplication, findApplicationById } from '$lib/server/rounds/find-application';
import { decideApplication } from '$lib/server/rounds/submit-application';
import { reopenApplication } from '$lib/server/rounds/supervise-application';
import { makeActor } from '../support/actors';
import { testClock } from '../support/clock';
import { describeEachEngine, type Engine } from '../support/engines';
import { rootUnionId } from '../support/factories';
import {
	beginSheet,
	decide,
	handIn,
	score,
	type Scoring,
	type TestSheet
} from '../support/filled-sheet';
import { fillInSheet } from '../support/sheets';

const whole: Scoring = ({ points, measure }) => (measure ? {} : score(points));

async function makeDecided(engine: Engine) {
	const clock = testClock();
	const app = await engine.createApp({ clock });
	const sheet = await beginSheet(app, 'grassroots');
	await handIn(app, sheet, whole);
	await decide(app, sheet, whole);
	return { app, clock, sheet };
}

/** The result behind 会员评家 is made void. */
async function voidResult({ db }: App, { union }: TestSheet): Promise<void> {
	await db.updateTable('result').set({ status: 'void' }).where('union_id', '=', union.id).execute();
}

/** What the page, the form and the API say of a sheet; scores in half points. */
async function readEverywhere(app: App, { union }: TestSheet) {
	const key = { union, year: 2026, rubric: app.rubrics.rubrics.grassroots };
	const sheet = await readSheet(app.db, key);
	const application = await findApplication(app.db, union, 2026);
	const admin = await makeActor(app, 'supervisor', await rootUnionId(app));
	const readable = { actor: { name: '核对' }, union, year: 2026, access: { application } };
	const { review, criteria } =
		(await readApiAssessment(app, admin, { union: union.id, year: '2026' })) ?? {};
	return {
		page: sheetTotals(sheet, 'review', enteredPoints(sheet.review)).score,
		form: await readOfficialForm(app, readable),
		api: { review, measured: criteria?.map(({ measurement }) => measurement) },
		changed: await listChangedSince(app.db, key)
	};
}

describeEachEngine('a decided sheet', (engine) => {
	test('stays as it was decided, and follows what is measured once it is taken up again', async () => {
		const { app, clock, sheet } = await makeDecided(engine);
		const before = await readEverywhere(app, sheet);
		const sealed = (await findApplicationById(app.db, sheet.applicationId))?.review_score;
		expect([before.page, (before.api.review?.score ?? 0) * 2]).toEqual([sealed, sealed]);
		expect(before.changed).toEqual([]);

		await voidResult(app, sheet);
		const { changed, ...after } = await readEverywhere(app, sheet);
		expect(after).toEqual({ page: before.page, form: before.form, api: before.api });
		expect(changed).toEqual(['trust.1.2']);

		clock.set('2026-12-21T12:00:00+08:00');
		await reopenApplication(app, sheet.applicationId, '评家结果作废', sheet.supervisor);
		const live = await readEverywhere(app, sheet);
		expect(live.page).toBeLessThan(before.page);
		expect((live.api.review?.score ?? 0) * 2).toBe(live.page);
		expect(live.form).not.toEqual(before.form);
		expect(live.changed).toEqual([]);
	});

	test('that is decided again is settled by what is measured then', async () => {
		const { app, clock, sheet } = await makeDecided(engine);
		await voidResult(app, sheet);
		clock.set('2026-12-21T12:00:00+08:00');
		const { applicationId, supervisor } = sheet;
		await reopenApplication(app, applicationId, '评家结果作废', supervisor);
		await expect(decideApplication(app, applicationId, supervisor)).rejects.toThrow(
			'criteria_unscored'
		);
		const key = { union: sheet.union, year: 2026, rubric: app.rubrics.rubrics.grassroots };
		const values = { 'score.trust.1.2': '0', 'note.trust.1.2': '结果作废' };
		await fillInSheet(app, key, { kind: 'review', values, by: sheet.reviewer });
		await decideApplication(app, applicationId, supervisor);
		const { page, changed } = await readEverywhere(app, sheet);
		expect((await findApplicationById(app.db, applicationId))?.review_score).toBe(page);
		expect(changed).toEqual([]);
	});
});
