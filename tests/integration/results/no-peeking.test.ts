import { expect, test } from 'vitest';
import { roles, type Role } from '$lib/domain/words';
import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { rootUnionId } from '../support/factories';
import { makeOpenSurvey, submit, type TestSurvey } from '../support/open-survey';

/** Counts that occur nowhere else: 满意, 基本满意, 不满意; what they add up to, and all ballots. */
const answered = { satisfied: 271, basically_satisfied: 113, dissatisfied: 79 };
const secrets = [271, 113, 79, 384, 463];

type Handler = (event: unknown) => unknown;
const modules = import.meta.glob<Record<string, unknown>>([
	'/src/routes/office/**/+page.server.ts',
	'/src/routes/office/**/+layout.server.ts',
	'/src/routes/office/**/+server.ts'
]);

/** Everything in the office that answers to a GET. */
async function listReaders(): Promise<[file: string, read: Handler][]> {
	const found: [string, Handler][] = [];
	for (const [file, load] of Object.entries(modules)) {
		const { load: page, GET: endpoint } = await load();
		for (const read of [page, endpoint])
			if (typeof read === 'function') found.push([file, read as Handler]);
	}
	return found;
}

/** What a reader gives to somebody; null if it turns them away. */
async function readAs(app: App, actor: Actor, survey: TestSurvey, read: Handler): Promise<unknown> {
	const url = new URL('http://pj.example.org/office');
	const params = { union: survey.unionId, survey: survey.surveyId, year: '2026', user: survey.by };
	try {
		const event = { locals: { app, actor }, params, url, request: new Request(url) };
		const data = await read({ ...event, parent: async () => ({}), setHeaders: () => undefined });
		return data instanceof Response ? await data.text() : data;
	} catch (error) {
		// A redirect or a refusal; anything else is a fault of this test or of the page.
		const status = (error as { status?: unknown }).status;
		if (typeof status === 'number' && status < 500) return null;
		throw error;
	}
}

/** Which of the secret numbers stand somewhere in the data, as a number or within a text. */
function findSecrets(data: unknown): number[] {
	const text = JSON.stringify(data, (_, value: unknown) =>
		typeof value === 'bigint' ? Number(value) : value
	);
	return secrets.filter((secret) =>
		new RegExp(`(?<![0-9a-zA-Z.])${secret}(?![0-9a-zA-Z])`).test(text ?? '')
	);
}

async function everythingSeen(app: App, survey: TestSurvey, role: Role) {
	const top = role === 'supervisor' || role === 'reviewer' || role === 'admin';
	const actor = await makeActor(app, role, top ? await rootUnionId(app) : survey.unionId);
	const seen: { file: string; found: number[] }[] = [];
	for (const [file, read] of await listReaders()) {
		const data = await readAs(app, actor, survey, read);
		if (data !== null) seen.push({ file, found: findSecrets(data) });
	}
	return seen;
}

describeEachEngine('no role gets a count', (engine) => {
	test('of any option before the box is opened, on any page or endpoint of the office', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 500 });
		const options = Object.entries(answered).flatMap(([option, n]) =>
			Array.from({ length: n }, () => option)
		);
		await Promise.all(
			options.map((option, index) => {
				const answers = { 'home.overall': option, 'chair.overall': option, 'home.rights': option };
				return submit(app, survey.surveyId, survey.codes[index], { answers });
			})
		);
		for (const role of roles) {
			const seen = await everythingSeen(app, survey, role);
			expect(seen.length, role).toBeGreaterThan(4);
			expect(
				seen.filter(({ found }) => found.length > 0),
				role
			).toEqual([]);
		}
		// The control: once it is opened, the same search finds them.
		await closeSurvey(app, survey.surveyId, survey.by);
		const after = await everythingSeen(app, survey, 'chair');
		const found = new Set(after.flatMap((one) => one.found));
		expect([...found].sort()).toEqual([...secrets].sort());
	}, 180_000);
});
