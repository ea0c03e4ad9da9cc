import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { confirmHonours } from '$lib/server/honours/confirm-honours';
import { recordHonour } from '$lib/server/honours/record-honour';
import { revokeHonour } from '$lib/server/honours/revoke-honour';
import { readEligibility } from '$lib/server/eligibility/read-eligibility';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, makeUser, rootUnionId } from '../support/factories';
import { makeOpenSurvey } from '../support/open-survey';
import { makeResult, type ResultFacts } from '../support/results';

type Year = Omit<ResultFacts, 'unionId' | 'year' | 'subject'> | null;
type Past = Record<number, { home?: Year; chair?: Year }>;

const exactly95: Year = { votes: [90, 5, 5] };
const below95: Year = { votes: [100, 13, 6] };

/** A union and its chair, both with a provincial title, with 97 % in 2023 to 2025 but for what `past` says. */
async function makeHistory(app: App, past: Past = {}) {
	const by = await makeUser(app, { role: 'supervisor', unionId: await rootUnionId(app) });
	const unionId = await makeUnion(app);
	const { personId } = await makeChair(app, unionId, { startedOn: '2020-01-01' });
	const title = { unionId, level: 'province', year: 2022, document: '苏工发〔2022〕1号' } as const;
	const honourId = await recordHonour(
		app.db,
		app.clock,
		{ ...title, personId: null, title: 'model_home' },
		by
	);
	await recordHonour(app.db, app.clock, { ...title, personId, title: 'outstanding_worker' }, by);
	for (const year of [2023, 2024, 2025]) {
		const { home = {}, chair = {} } = past[year] ?? {};
		if (home) await makeResult(app, { unionId, year, ...home });
		if (chair) await makeResult(app, { unionId, year, subject: 'chair', personId, ...chair });
	}
	return { unionId, personId, honourId, by };
}

async function verdictsOf(app: App, unionId: string, applicationYear = 2026) {
	const { union, chair } = await readEligibility(app, unionId, { applicationYear, lastYear: null });
	return `${union.verdict} ${chair.verdict}`;
}

const eligible = 'eligible eligible';
const ineligible = 'ineligible ineligible';
const undetermined = 'undetermined undetermined';

describeEachEngine('eligibility for 十佳', (engine) => {
	test('is not changed by figures that were refused: the run ends with the year before them', async () => {
		const app = await engine.createApp();
		const refused = { row: { status: 'refused' as const } };
		const past = { 2025: { home: refused, chair: refused } };
		const { unionId, personId } = await makeHistory(app, past);
		await makeResult(app, { unionId, year: 2022 });
		await makeResult(app, { unionId, year: 2022, subject: 'chair', personId });
		expect(await verdictsOf(app, unionId, 2025)).toBe(eligible);
	});

	test.each<[string, Past, string]>([
		['three good years', {}, eligible],
		['exactly 95 %', { 2024: { home: exactly95, chair: exactly95 } }, eligible],
		['113/119', { 2024: { home: below95 } }, ineligible],
		['a chair with 113/119', { 2023: { chair: below95 } }, ineligible],
		['a missing year', { 2024: { home: null, chair: null } }, ineligible],
		['a void year', { 2024: { home: { row: { status: 'void' } } } }, ineligible],
		['a small unit', { 2025: { home: { votes: [9, 0, 0] } } }, undetermined],
		['a low turnout', { 2024: { home: { eligible: 151 } } }, ineligible],
		[
			'a low turnout with consent',
			{ 2024: { home: { eligible: 151, row: { consent: 1 } } } },
			eligible
		],
		['history that waits', { 2023: { home: { row: { status: 'pending' } } } }, undetermined],
		['history that was refused', { 2023: { home: { row: { status: 'refused' } } } }, ineligible],
		['a poster', { 2025: { home: { row: { mode: 'poster' } } } }, ineligible],
		['a chair nobody named', { 2024: { chair: { personId: null } } }, 'eligible undetermined']
	])('%s', async (_name, past, verdicts) => {
		const app = await engine.createApp();
		const { unionId } = await makeHistory(app, past);
		expect(await verdictsOf(app, unionId)).toBe(verdicts);
	});

	test('a new chair starts a new run, the union keeps its own', async () => {
		const app = await engine.createApp();
		const { unionId, by } = await makeHistory(app);
		const { personId } = await makeChair(app, unionId, { name: '李明', startedOn: '2025-06-01' });
		await confirmHonours(app.db, app.clock, { unionId, personId }, by);
		const { union, chair } = await readEligibility(app, unionId, {
			...{ applicationYear: 2026, lastYear: null }
		});
		expect([union.verdict, chair.verdict]).toEqual(['eligible', 'ineligible']);
		expect(chair.runs.chair).toEqual({ confirmed: 0, possible: 0 });
		expect(chair.strip.map((year) => year.chair.state)).toEqual(Array(3).fill('other_person'));
	});

	test('a vacant chair leaves the person’s verdict open', async () => {
		const app = await engine.createApp();
		const { unionId } = await makeHistory(app);
		await app.db
			.updateTable('term')
			.set({ ended_on: '2025-12-31' as never })
			.execute();
		expect(await verdictsOf(app, unionId)).toBe('eligible undetermined');
	});

	test('a title counts from its award until it is revoked', async () => {
		const app = await engine.createApp();
		const { unionId, honourId, by } = await makeHistory(app);
		const revocation = { unionId, honourId, year: 2026, reason: '复查不合格' };
		await revokeHonour(app.db, app.clock, revocation, by);
		const { union } = await readEligibility(app, unionId, {
			...{ applicationYear: 2026, lastYear: null }
		});
		expect(union.verdict).toBe('ineligible');
		expect(union.reasons.map(({ code }) => code)).toContain('title_revoked');
	});

	test('no entry in the register is not yet no title, until somebody confirms it', async () => {
		const app = await engine.createApp();
		const { unionId, personId, by } = await makeHistory(app);
		await app.db.deleteFrom('honour').execute();
		expect(await verdictsOf(app, unionId)).toBe(undetermined);
		await confirmHonours(app.db, app.clock, { unionId, personId: null }, by);
		expect(await verdictsOf(app, unionId)).toBe('ineligible undetermined');
		await confirmHonours(app.db, app.clock, { unionId, personId }, by);
		await confirmHonours(app.db, app.clock, { unionId, personId }, by);
		expect(await verdictsOf(app, unionId)).toBe(ineligible);
	});

	test('a title below the province is none', async () => {
		const app = await engine.createApp();
		const { unionId, by } = await makeHistory(app);
		await app.db.deleteFrom('honour').execute();
		const city = {
			level: 'city',
			year: 2020,
			document: '苏工发〔2022〕1号',
			title: 'model_home'
		} as const;
		await recordHonour(app.db, app.clock, { unionId, personId: null, ...city }, by);
		expect(await verdictsOf(app, unionId)).toBe('ineligible undetermined');
	});

	test('counts up to the year of application once both its results are there', async () => {
		const app = await engine.createApp();
		const { unionId, personId } = await makeHistory(app, { 2023: { home: below95 } });
		const lastYear = async () =>
			(await readEligibility(app, unionId, { applicationYear: 2026, lastYear: null })).lastYear;
		await makeResult(app, { unionId, year: 2026 });
		expect(await lastYear()).toBe(2025);
		expect(await verdictsOf(app, unionId)).toBe(ineligible);
		await makeResult(app, { unionId, year: 2026, subject: 'chair', personId });
		expect(await lastYear()).toBe(2026);
		expect(await verdictsOf(app, unionId)).toBe(eligible);
	});

	test('a result missing in the running year may still come', async () => {
		const app = await engine.createApp();
		const { unionId } = await makeHistory(app);
		const { union } = await readEligibility(app, unionId, {
			...{ applicationYear: 2026, lastYear: 2026 }
		});
		expect(union.verdict).toBe('undetermined');
		expect(union.missing.map(({ code }) => code)).toEqual(['pending', 'pending']);
	});

	test('a survey that is not counted yet keeps its year open, however long ago', async () => {
		const clock = testClock('2025-12-20T09:00:00+08:00');
		const app = await engine.createApp({ clock });
		const { unionId } = await makeHistory(app, { 2025: { home: null, chair: null } });
		await makeOpenSurvey(app, { unionId, hours: 2_000 });
		clock.set('2026-01-20T09:00:00+08:00');
		const { union } = await readEligibility(app, unionId, {
			...{ applicationYear: 2026, lastYear: null }
		});
		expect(union.verdict).toBe('undetermined');
		expect(union.missing).toMatchObject([
			{ code: 'pending', subject: 'home', because: ['not_yet_counted'] },
			{ code: 'pending', subject: 'chair', because: ['not_yet_counted'] }
		]);
	});

	test('knows nothing of other unions', async () => {
		const app = await engine.createApp();
		const { personId } = await makeHistory(app);
		const unionId = await makeUnion(app);
		const { records, honours, chairTerm } = await readEligibility(app, unionId, {
			...{ applicationYear: 2026, lastYear: null }
		});
		expect({ records, honours, chairTerm }).toEqual({ records: [], honours: [], chairTerm: null });
		expect(personId).toBeTruthy();
	});
});
