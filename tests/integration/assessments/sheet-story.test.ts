import { expect, test } from 'vitest';
import { allCriteria, type Rubric, type RubricLevel } from '$lib/domain/rubric';
import { enteredPoints, formatScaled, sheetTotals } from '$lib/domain/score-sheet';
import { listChanges } from '$lib/server/assessments/score-history';
import { readSheet } from '$lib/server/assessments/read-sheet';
import { findAssessment, type SheetKey } from '$lib/server/assessments/sheet-key';
import { applyForRound } from '$lib/server/rounds/apply-for-round';
import { findApplicationById } from '$lib/server/rounds/find-application';
import { decideApplication, submitApplication } from '$lib/server/rounds/submit-application';
import { returnApplication, startReview } from '$lib/server/rounds/supervise-application';
import { assign, makeApplication, makeRound, openFor } from '../support/applications';
import { testClock } from '../support/clock';
import { describeEachEngine, type Engine } from '../support/engines';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import { fillInSheet } from '../support/sheets';

/** What the annexes print: points of the sections, and of their groups. */
const annexes: Record<RubricLevel, Record<string, number[]>> = {
	grassroots: {
		...{ 组织健全: [5, 6, 4], 维权到位: [8, 7, 5, 4, 4], 工作规范: [6, 4, 4, 6, 4] },
		...{ 作用明显: [8, 2, 9, 4], 职工信赖: [10] }
	},
	intermediate: {
		...{ 组织健全: [4, 7, 4], 维权到位: [9, 4, 5, 4, 4], 工作规范: [6, 5, 5, 6, 4] },
		...{ 作用明显: [8, 2, 9, 4], 职工信赖: [10] }
	},
	county: {
		...{ 组织健全: [4, 7, 4], 维权到位: [8, 4, 5, 4, 4], 工作规范: [4, 3, 4, 4, 6, 4] },
		...{ 作用明显: [8, 2, 8, 7], 职工信赖: [10] }
	}
};
const kinds = {
	grassroots: 'enterprise',
	intermediate: 'township',
	county: 'county_federation'
} as const;

async function makeStory(engine: Engine, level: RubricLevel, change = (rubric: Rubric) => rubric) {
	const clock = testClock();
	const app = await engine.createApp({ clock });
	const [keeper, unionId] = await unionsOf(app, level);
	const [staff, reviewer, boss] = [
		await makeUser(app, { role: 'staff', unionId }),
		await makeUser(app, { role: 'reviewer', unionId: keeper }),
		await makeUser(app, { role: 'supervisor', unionId: keeper })
	];
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	const key: SheetKey = { union, year: 2026, rubric: change(app.rubrics.rubrics[level]) };
	const read = () => readSheet(app.db, key);
	const fill = (kind: 'self' | 'review', values: Record<string, string>, reason = '') =>
		fillInSheet(app, key, { kind, values, by: kind === 'self' ? staff : reviewer, reason });
	return { app, clock, key, union, keeper, staff, reviewer, boss, read, fill };
}

/** A union of a level, and one above it that opens its round. */
async function unionsOf(app: Parameters<typeof makeUnion>[0], level: RubricLevel) {
	const root = await rootUnionId(app);
	const independent = level === 'grassroots';
	if (level !== 'county')
		return [root, await makeUnion(app, { level, kind: kinds[level], independent })] as const;
	const city = await makeUnion(app, { level: 'city', kind: 'federation', independent: false });
	const place = { level, kind: kinds[level], parentId: city, independent };
	return [city, await makeUnion(app, place)] as const;
}

/** Every criterion half a point below its points; what is measured wants a reason. */
function nearlyFull(rubric: Rubric): Record<string, string> {
	return Object.fromEntries(
		allCriteria(rubric).flatMap(({ id, points, measure }) => [
			[`score.${id}`, String(points - 0.5)],
			...(measure ? [[`note.${id}`, '现场查看后确定']] : [])
		])
	);
}

describeEachEngine('a whole union', (engine) => {
	test.each(['grassroots', 'intermediate', 'county'] as const)(
		'of annex %s is scored from round to decision, with the subtotals of the annex',
		async (level) => {
			const { app, key, union, keeper, staff, reviewer, boss, fill, read } = await makeStory(
				engine,
				level
			);
			await makeRound(app, { unionId: keeper, level });
			const id = await applyForRound(app.db, app.clock, union, 2026, staff);
			const self = Object.fromEntries(
				allCriteria(key.rubric).map((one) => [`score.${one.id}`, String(one.points)])
			);
			expect((await fill('self', self)).faults).toEqual([]);
			await submitApplication(app, id, { acknowledged: true }, staff);
			await assign(app, id, reviewer);
			await startReview(app, id, reviewer);
			expect((await fill('review', nearlyFull(key.rubric))).faults).toEqual([]);
			await decideApplication(app, id, boss);
			const sheet = await read();
			const totals = sheetTotals(sheet, 'review', enteredPoints(sheet.review));
			const sections = Object.entries(annexes[level]);
			expect(sheet.rubric.sections.map(({ title }) => title)).toEqual(sections.map(([one]) => one));
			sections.forEach(([, groups], s) => {
				const printed = sheet.rubric.sections[s];
				const sums = totals.sections[s];
				expect(printed?.groups.map(({ points }) => points)).toEqual(groups);
				expect(sums?.maximum).toBe(2 * groups.reduce((sum, one) => sum + one, 0));
				expect(sums?.groups.map((one) => one.score)).toEqual(
					groups.map((points, g) => 2 * points - (printed?.groups[g]?.criteria.length ?? 0))
				);
			});
			const criteria = allCriteria(key.rubric).length;
			expect(totals).toMatchObject({ maximum: 200, applicable: 200, scored: criteria });
			expect(totals.score).toBe(200 - criteria);
			expect(await findApplicationById(app.db, id)).toMatchObject({
				...{ state: 'decided', review_score: 200 - criteria, review_points: 200 }
			});
		}
	);
});

describeEachEngine('the sheet', (engine) => {
	test('counts 不适用 once a reviewer has accepted it, and not what was refused', async () => {
		const story = await makeStory(engine, 'grassroots');
		const { app, key, union, clock, read, fill } = story;
		const id = await makeApplication(app, union.id);
		const proposed = (criterion: string, note: string) => ({
			[`exemption.${criterion}`]: 'proposed',
			[`exemption-note.${criterion}`]: note
		});
		const [small, deep] = ['organisation.3.1', 'work.3.4'];
		const without = await fill('self', proposed(small, ''));
		expect(without.faults.map(({ problem }) => problem)).toEqual(['reason_needed']);
		await fill('self', { ...proposed(small, '职工不足200人'), ...proposed(deep, '不是公司制') });
		await openFor(app, id, 'review');
		clock.advance(1);
		await fill('review', {
			[`exemption.${small}`]: 'accepted',
			[`exemption.${deep}`]: 'refused',
			[`exemption-note.${deep}`]: '已改制为公司'
		});
		const none = await fill('review', { 'exemption.rights.1.1': 'accepted' });
		expect(none.faults.map(({ problem }) => problem)).toEqual(['not_proposed']);
		const sheet = await read();
		expect(sheet.exemptions[deep]?.decision).toMatchObject({ accepted: false });
		const full = Object.fromEntries(
			allCriteria(key.rubric).map(({ id: one, points }) => [one, 2 * points])
		);
		const totals = sheetTotals(sheet, 'review', { ...full, 'rights.1.1': 0 });
		expect(totals).toMatchObject({ score: 194, applicable: 198, maximum: 200, exempt: 1 });
		expect(formatScaled(totals.scaled)).toBe('97.98');
		// A proposal that was changed since is to be decided anew.
		await openFor(app, id, 'self');
		clock.advance(1);
		await fill('self', { ...proposed(small, '职工180人') });
		expect((await read()).exemptions[small]?.decision).toBeNull();
	});

	test('keeps the numbers of rates on both sides, and those of the reviewer stand', async () => {
		const { app, union, read, fill } = await makeStory(engine, 'grassroots');
		const id = await makeApplication(app, union.id);
		const rate = (num: string, den: string) => ({
			'num-rate.0.organisation.1.1': num,
			'den-rate.0.organisation.1.1': den
		});
		expect((await fill('self', rate('130', '120'))).faults[0]?.problem).toBe('more_than_whole');
		await fill('self', rate('95', '100'));
		await openFor(app, id, 'review');
		await fill('review', rate('89', '100'));
		const details = (await read()).details['organisation.1.1'];
		expect(details?.numbers['入会率']).toMatchObject({
			self: { num: 95 },
			review: { num: 89, den: 100 }
		});
	});

	test('wants a reason for every change once it has been handed in, and keeps it', async () => {
		const { app, key, union, staff, boss, fill } = await makeStory(engine, 'grassroots');
		const id = await makeApplication(app, union.id);
		await fill('self', { 'score.organisation.1.1': '2' });
		await submitApplication(app, id, { acknowledged: true }, staff);
		await returnApplication(app, id, { reason: '请核对入会率', selfUntil: null }, boss);
		const late = await fill('self', { 'score.organisation.1.1': '1' });
		expect(late.faults.map(({ problem }) => problem)).toEqual(['change_reason_needed']);
		expect((await fill('self', { 'remark.organisation.1.1': '见名册' })).changed).toHaveLength(1);
		await fill('self', { 'score.organisation.1.1': '1' }, '入会率应为 88%');
		const [last] = await listChanges(app.db, (await findAssessment(app.db, key)) ?? '');
		expect(last).toMatchObject({
			...{ from: { value: '2' }, to: { value: '1' }, reason: '入会率应为 88%', kind: 'self' }
		});
		const changes = app.db.updateTable('score_change').set({ reason: '' }).execute();
		await expect(changes).rejects.toThrow(/changes stay/);
		await expect(app.db.deleteFrom('score_change').execute()).rejects.toThrow(/changes stay/);
	});

	test('of a rubric with vetoes is vetoed by the reviewer alone, with a reason', async () => {
		const vetoes = [{ id: 'veto.1', text: '当年发生重大责任事故的' }];
		const { app, union, read, fill } = await makeStory(engine, 'grassroots', (rubric) => ({
			...rubric,
			vetoes
		}));
		const id = await makeApplication(app, union.id);
		const applies = { 'veto.veto.1': 'applies', 'veto-note.veto.1': '3月12日事故' };
		expect((await fill('self', applies)).changed).toEqual([]);
		await openFor(app, id, 'review');
		const bare = await fill('review', { 'veto.veto.1': 'applies' });
		expect(bare.faults[0]?.problem).toBe('reason_needed');
		await fill('review', applies);
		const sheet = await read();
		expect(sheet.vetoes['veto.1']).toMatchObject({ reason: '3月12日事故' });
		expect(sheetTotals(sheet, 'review', { 'organisation.1.1': 4 })).toMatchObject({
			...{ score: 4, vetoed: ['veto.1'] }
		});
	});
});
