import { expect, test } from 'vitest';
import { apiScopes } from '$lib/domain/api-scope';
import { roles } from '$lib/domain/words';
import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';
import { createToken } from '$lib/server/api-tokens/create-token';
import { inviteHolder } from '$lib/server/custody/invitation';
import { createSharedKeySet } from '$lib/server/custody/shared-key-set';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { makeActor } from '../support/actors';
import { ensureRound } from '../support/applications';
import { surveyRow } from '../support/box';
import { makeDrawn } from '../support/draws';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';
import { enterRow } from '../support/history';
import { csv, upload } from '../support/imports';
import { makeMeeting, takeTicket } from '../support/meeting';
import { makeDraft, makeOpenSurvey, submit, type TestSurvey } from '../support/open-survey';
import { listReaders, readAs } from '../support/readers';
import { makeSuperiorDraft, makeTownship } from '../support/superior';
import { makeTrusteeSurvey } from '../support/trustees';

/** Counts that occur nowhere else and are no byte: 满意, 基本满意, 不满意, and the first two together. */
const answered = { satisfied: 271, basically_satisfied: 307, dissatisfied: 263 };
const perOption = [271, 307, 263, 578];
/** All ballots: may be known once the box is shut. */
const ballots = 841;

/** What gives nothing to anybody before the count, each with the reason. */
const silentBeforeCount = new Map([
	['/src/routes/office/surveys/[survey]/result/+page.server.ts', 'leads to the survey'],
	[
		'/src/routes/office/unions/tree/children/+server.ts',
		'names of the unions below one that is asked for'
	],
	['/src/routes/office/surveys/[survey]/reconcile/protocol/+server.ts', 'after the count only'],
	['/src/routes/office/surveys/[survey]/verify/bundle/+server.ts', 'after the count only'],
	['/src/routes/(member)/verify/[survey]/bundle/+server.ts', 'after the count only'],
	['/src/routes/office/setup/[token]/+page.server.ts', 'before there is any account only'],
	['/src/routes/office/invitation/[token]/+page.server.ts', 'the token is of something else'],
	['/src/routes/office/login/code/+page.server.ts', 'leads to the login'],
	['/src/routes/(member)/results/[survey]/+page.server.ts', 'after the publication only'],
	['/src/routes/(member)/results/unions/[union]/+page.server.ts', 'after the publication only'],
	['/src/routes/office/surveys/[survey]/publication/+page.server.ts', 'after the count only'],
	['/src/routes/office/surveys/[survey]/publication/notice/+server.ts', 'when published'],
	['/src/routes/office/surveys/[survey]/comments/+page.server.ts', 'after the count only'],
	['/src/routes/office/unions/[union]/assessments/+page.server.ts', 'leads to a year'],
	['/src/routes/office/unions/[union]/applications/+page.server.ts', 'leads to a year'],
	['/src/routes/office/unions/[union]/eligibility/+page.server.ts', 'leads to a year'],
	['/src/routes/office/overview/+page.server.ts', 'leads to coverage'],
	[
		'/src/routes/office/unions/[union]/assessments/[year]/evidence/[file]/+server.ts',
		'a file that somebody sent'
	],
	['/src/routes/office/history/[result]/files/[file]/+server.ts', 'a file that somebody sent']
]);

type Params = Record<string, string>;

async function castAll(app: App, survey: TestSurvey): Promise<void> {
	const options = Object.entries(answered).flatMap(([option, n]) =>
		Array.from({ length: n }, () => option)
	);
	const sent = options.map((option, index) => {
		const answers = { 'home.overall': option, 'chair.overall': option, 'home.rights': option };
		return submit(app, survey.surveyId, survey.codes[index], { answers });
	});
	for (const { kind } of await Promise.all(sent)) expect(kind).toBe('accepted');
}

/** Which of the secret numbers stand somewhere in the data, as a number or within a text. */
function findNumbers(data: unknown, numbers: number[]): number[] {
	const text =
		typeof data === 'string'
			? data
			: JSON.stringify(data, (_, value: unknown) =>
					typeof value === 'bigint' ? Number(value) : value
				);
	return numbers.filter((secret) =>
		new RegExp(`(?<![0-9a-zA-Z.])${secret}(?![0-9a-zA-Z])`).test(text ?? '')
	);
}

async function everybody(app: App, { unionId }: TestSurvey): Promise<(Actor | null)[]> {
	const root = await rootUnionId(app);
	const above = ['supervisor', 'reviewer', 'admin'];
	const held = roles.flatMap((role) => [
		makeActor(app, role, unionId),
		...(above.includes(role) ? [makeActor(app, role, root)] : [])
	]);
	return [null, ...(await Promise.all(held))];
}

interface Seen {
	who: string;
	file: string;
	found: number[];
}

/** Everything that everybody gets to read of a survey. */
async function readAll(app: App, survey: TestSurvey, secrets: number[]): Promise<Seen[]> {
	const seen: Seen[] = [];
	const known = await paramsOf(app, survey);
	for (const actor of await everybody(app, survey)) {
		const token = { name: '考评系统', scopes: [...apiScopes], days: 30 };
		const apiToken = actor && (await createToken(app.db, app.clock, token, actor.userId));
		for (const reader of await listReaders()) {
			const unknown = reader.params.filter((name) => !(name in known));
			expect(unknown, `say in this test what ${reader.file} has in its address`).toEqual([]);
			const data = await readAs(app, { actor, apiToken, params: known }, reader);
			const who = actor?.roles.map(({ role }) => role).join() ?? 'nobody';
			if (data !== null) seen.push({ who, file: reader.file, found: findNumbers(data, secrets) });
		}
	}
	return seen;
}

/** What may stand in an address; a route with something else has to be thought about here. */
async function paramsOf(app: App, { unionId, surveyId, by }: TestSurvey): Promise<Params> {
	const keySet = { unionId, title: '2026年钥匙组' };
	const set = await createSharedKeySet(app.db, app.clock, keySet, by);
	const token = await inviteHolder(app.db, app.clock, { keySetId: set, idx: 1 }, by);
	const round = await ensureRound(app, { unionId, level: 'county' });
	const draw = await ensureDraw(app, unionId, by);
	const sheet = { year: '2026', criterion: 'organisation.1.1', file: '0'.repeat(32) };
	const result = await ensureHistory(app, unionId, by);
	const place = { union: unionId, survey: surveyId, import: await ensureImport(app, by) };
	return { ...place, user: by, set, token, round, draw, result, ...sheet };
}

/** The figures of an earlier year that are there already, or new ones. */
async function ensureHistory(app: App, unionId: string, by: string): Promise<string> {
	const there = await app.db
		.selectFrom('result')
		.select('id')
		.where('union_id', '=', unionId)
		.where('source', '=', 'history')
		.executeTakeFirst();
	return there?.id ?? enterRow(app, { userId: by }, { unionId, row: { year: 2014 } });
}

/** A spreadsheet that waits in the topmost union. */
async function ensureImport(app: App, by: string): Promise<string> {
	const there = await app.db.selectFrom('import').select('id').executeTakeFirst();
	if (there) return there.id;
	const rows = csv([
		['组织代码', '名称'],
		['ROOT', '改名']
	]);
	return (await upload(app, { unionId: await rootUnionId(app), by }, rows)).id;
}

/** The draw that is there already, or one among new unions below. */
async function ensureDraw(app: App, unionId: string, by: string): Promise<string> {
	const there = await app.db
		.selectFrom('draw')
		.select('id')
		.where('union_id', '=', unionId)
		.executeTakeFirst();
	if (there) return there.id;
	for (let n = 0; n < 3; n++) await makeUnion(app, { parentId: unionId });
	const plan = { method: 'proportional', total: 2 } as const;
	return (await makeDrawn(app, { unionId, plan }, '031119', by)).id;
}

const told = (seen: Seen[]) => seen.filter(({ found }) => found.length > 0);

/** Open, with ballots in its box, and paper ballots handed out beside them. */
async function makeSurveyWithPaper(app: App): Promise<TestSurvey> {
	const survey = await makeDraft(app, { codes: 900 });
	await app.db.updateTable('survey').set({ paper: 1 }).where('id', '=', survey.surveyId).execute();
	await openSurvey(app, survey.surveyId, survey.by);
	await castAll(app, survey);
	return survey;
}

/** A draft in which the chairs below are asked. */
async function makeOfChairs(app: App): Promise<TestSurvey> {
	const township = await makeTownship(app);
	const survey = await makeSuperiorDraft(app, township);
	return { ...survey, unionId: township.unionId, by: township.supervisor };
}

/** A meeting in which as many phones answer. */
async function makeFullMeeting(app: App): Promise<TestSurvey> {
	const meeting = await makeMeeting(app, { attending: 900, eligible: 900 });
	const codes: string[] = [];
	while (codes.length < ballots) codes.push(await takeTicket(app, meeting.surveyId));
	const survey = { ...meeting, codes };
	await castAll(app, survey);
	return survey;
}

describeEachEngine('no role gets a count of any option', (engine) => {
	test('on any page or endpoint, before the box is opened', async () => {
		const app = await engine.createApp();
		const draft = await makeDraft(app);
		const paper = await makeSurveyWithPaper(app);
		const trustees = await makeTrusteeSurvey(app, { codes: 900 });
		await castAll(app, trustees);
		const seen = await readAll(app, draft, perOption);
		const meeting = await makeFullMeeting(app);
		const ofMeeting = await readAll(app, meeting, [...perOption, ballots]);
		expect(told(ofMeeting)).toEqual([]);
		const chairs = await makeOfChairs(app);
		seen.push(...ofMeeting, ...(await readAll(app, chairs, perOption)));
		await openSurvey(app, chairs.surveyId, chairs.by);
		seen.push(...(await readAll(app, chairs, perOption)));
		for (const survey of [paper, trustees]) {
			const open = await readAll(app, survey, [...perOption, ballots]);
			expect(told(open)).toEqual([]);
			await closeSurvey(app, survey.surveyId, survey.by);
			expect((await surveyRow(app, survey.surveyId)).state).toBe('closed');
			const closed = await readAll(app, survey, perOption);
			expect(told(closed)).toEqual([]);
			seen.push(...open, ...closed);
		}
		// Whoever adds a route either lets somebody of this test read it or says why nobody can.
		const files = (await listReaders()).map(({ file }) => file);
		const silent = files.filter((file) => !seen.some((one) => one.file === file));
		expect(silent.filter((file) => !silentBeforeCount.has(file))).toEqual([]);
		for (const role of ['nobody', ...roles])
			expect(seen.filter(({ who }) => who === role).length, role).toBeGreaterThan(4);
	}, 240_000);

	test('and the same search finds every one of them afterwards', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 900 });
		await castAll(app, survey);
		await closeSurvey(app, survey.surveyId, survey.by);
		const after = await readAll(app, survey, [...perOption, ballots]);
		const chair = after.filter(({ who }) => who === 'chair');
		const found = new Set(chair.flatMap((one) => one.found));
		expect([...found].sort()).toEqual([...perOption, ballots].sort());
	}, 240_000);
});
