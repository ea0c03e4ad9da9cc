import { expect, test } from 'vitest';
import { enteredPoints, sheetTotals } from '$lib/domain/score-sheet';
import type { App } from '$lib/server/app';
import { readApiAssessment } from '$lib/server/api/read-assessment';
import { listChangedSince, readSheet } from '$lib/server/assessments/read-sheet';
import { holdDraw } from '$lib/server/draws/hold-draw';
import { readOfficialForm } from '$lib/server/exports/read-official-form';
import { findApplication, findApplicationById } from '$lib/server/rounds/find-application';
import { decideApplication } from '$lib/server/rounds/submit-application';
import { reopenApplication } from '$lib/server/rounds/supervise-application';
import { makeActor } from '../support/actors';
import { testClock } from '../support/clock';
import { describeEachEngine, type Engine } from '../support/engines';
import { entryOf, makePrepared } from '../support/draws';
import { makeChair, rootUnionId } from '../support/factories';
import {
	beginSheet,
	decide,
	fillIn,
	handIn,
	score,
	type Scoring,
	type TestSheet
} from '../support/filled-sheet';
import { makeResult } from '../support/results';
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

function below({ db }: App, { union }: TestSheet) {
	return db.selectFrom('union').select('id').where('parent_id', '=', union.id).execute();
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

	test('has the self total that its form shows, whatever it was when handed in', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const sheet = await beginSheet(app, 'grassroots');
		await handIn(app, sheet, whole);
		const handedIn = (await findApplicationById(app.db, sheet.applicationId))?.self_score;
		await voidResult(app, sheet);
		const review: Scoring = ({ points, measure }) => score(measure ? 0 : points, '结果作废');
		await decide(app, sheet, review);
		const key = { union: sheet.union, year: 2026, rubric: app.rubrics.rubrics.grassroots };
		const shown = await readSheet(app.db, key);
		const total = sheetTotals(shown, 'self', enteredPoints(shown.self)).score;
		expect(total).toBeLessThan(handedIn ?? 0);
		expect((await findApplicationById(app.db, sheet.applicationId))?.self_score).toBe(total);
	});

	test('lists the draws as they stood when it was decided', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const sheet = await beginSheet(app, 'intermediate');
		await handIn(app, sheet, whole);
		const plan = { method: 'proportional', total: 1 } as const;
		const drawOf = { unionId: sheet.union.id, plan, purpose: 'superior_electorate' } as const;
		for (const { id: unionId } of await below(app, sheet)) await makeChair(app, unionId);
		const id = await makePrepared(app, drawOf, sheet.supervisor);
		const review: Scoring = ({ points, measure }) => score(measure ? 0 : points, '未测');
		await decide(app, sheet, review);
		const application = await findApplication(app.db, sheet.union, 2026);
		const readable = {
			...{ actor: { name: '核对' }, union: sheet.union, year: 2026, access: { application } }
		};
		const before = await readOfficialForm(app, readable);
		expect(JSON.stringify(before)).toContain(id);
		clock.advance(60);
		const drawn = { id, unionId: sheet.union.id };
		await holdDraw(app.db, clock, drawn, entryOf('031119'), sheet.supervisor);
		const again = { ...drawOf, reason: '抽样框有误' };
		await makePrepared(app, again, sheet.supervisor);
		const { provenance: then } = before;
		const { provenance: later } = await readOfficialForm(app, readable);
		const drawsOf = ({ tables }: typeof then) =>
			tables.filter(({ heading }) => heading === '随机抽样');
		expect(drawsOf(later)).toEqual(drawsOf(then));
	});

	test('a score that the figure came to propose later goes against nothing', async () => {
		const app = await engine.createApp();
		const sheet = await beginSheet(app, 'grassroots');
		await voidResult(app, sheet);
		await handIn(app, sheet, whole);
		await fillIn(app, sheet, 'review', ({ id, points }) =>
			id === 'trust.1.2' ? score(points, '现场核对') : {}
		);
		const key = { union: sheet.union, year: 2026, rubric: app.rubrics.rubrics.grassroots };
		const override = async () => (await readSheet(app.db, key)).review['trust.1.2'];
		expect(await override()).toMatchObject({ overrides: true, note: '现场核对' });
		await makeResult(app, {
			unionId: sheet.union.id,
			year: 2026,
			votes: [100, 13, 6],
			eligible: 150
		});
		expect(await override()).toMatchObject({ overrides: false, note: '现场核对' });
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
