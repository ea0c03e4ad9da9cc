import { expect, test } from 'vitest';
import { roles } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { surveyRow } from '../support/box';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { rootUnionId } from '../support/factories';
import { makeOpenSurvey } from '../support/open-survey';

/** What opening froze, and so must stay whatever is posted. */
const frozen = [
	...['union_id', 'year', 'mode', 'custody', 'closes_at', 'eligible', 'electorate', 'opened_at'],
	...['min_turnout_num', 'min_turnout_den', 'rules', 'questionnaires', 'questionnaire_hash'],
	'tally_key'
] as const;

/** A form with every field that a page of a survey knows, each changed. */
const everything = {
	...{ year: '2025', title: '改过的标题', electorate: 'representatives', eligible: '3' },
	...{ subjects: 'home', custody: 'trustees', mode: 'poster', minTurnout: '1/9', turnout: '1/9' },
	...{ opens_at: '2026-12-01T09:00', closes_at: '2026-12-30T09:00', opensAt: '2026-12-01T09:00' },
	...{ closesAt: '2026-12-30T09:00', closes: '2026-12-30T09:00', reason: '改一改', state: 'draft' }
};

type Action = (event: unknown) => unknown;
const modules = import.meta.glob<{ actions?: Record<string, Action> }>(
	'/src/routes/office/surveys/**/+page.server.ts'
);

async function frozenPart(app: App, surveyId: string) {
	const row = await surveyRow(app, surveyId);
	return Object.fromEntries(frozen.map((column) => [column, row[column]]));
}

describeEachEngine('what was frozen at opening', (engine) => {
	test('stays, whichever form of the survey’s pages is posted, by whichever role', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app);
		const before = await frozenPart(app, survey.surveyId);
		const acted: string[] = [];
		for (const role of roles) {
			const own = role === 'chair' || role === 'staff';
			const actor = await makeActor(app, role, own ? survey.unionId : await rootUnionId(app));
			for (const [file, load] of Object.entries(modules))
				for (const [name, act] of Object.entries((await load()).actions ?? {})) {
					acted.push(`${file} ${name}`);
					await post(app, actor, survey.surveyId, act);
					expect(await frozenPart(app, survey.surveyId), `${role} ${file} ${name}`).toEqual(before);
				}
		}
		expect(acted.length).toBeGreaterThan(30);
	});
});

async function post(app: App, actor: unknown, surveyId: string, act: Action): Promise<void> {
	const url = new URL(`http://pj.example.org/office/surveys/${surveyId}`);
	const body = new FormData();
	for (const [name, value] of Object.entries(everything)) body.append(name, value);
	const request = new Request(url, { method: 'POST', body });
	try {
		await act({ locals: { app, actor }, params: { survey: surveyId }, url, request });
	} catch (error) {
		const status = (error as { status?: unknown }).status;
		if (typeof status !== 'number' || status >= 500) throw error;
	}
}
