import { expect, it } from 'vitest';
import type { Permission } from '$lib/domain/permission';
import type { Role } from '$lib/domain/words';
import { authoriseSurvey, authoriseUnion } from '$lib/server/accounts/authorise';
import type { App } from '$lib/server/app';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';
import { makeOpenSurvey } from '../support/open-survey';
import { makeSuperiorDraft, makeTownship } from '../support/superior';

async function eventOf(app: App, role: Role, unionId: string) {
	return { locals: { app, actor: await makeActor(app, role, unionId) } };
}

const everyDoor = ['survey.manage', 'paper.count', 'survey.supervise', 'survey.review'] as const;

describeEachEngine('the doors of a superior appraisal', (engine) => {
	it('are shut to everybody of the rated union, who may look on', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 10);
		const { surveyId } = await makeSuperiorDraft(app, township);
		for (const role of ['chair', 'staff', 'supervisor', 'reviewer'] as const) {
			const event = await eventOf(app, role, township.unionId);
			const { may } = await authoriseSurvey(event, 'union.read', surveyId);
			for (const door of everyDoor) {
				expect(may(door), `${role} ${door}`).toBe(false);
				await expect(authoriseSurvey(event, door, surveyId)).rejects.toMatchObject({ status: 403 });
			}
			await expect(
				authoriseUnion(event, 'superior.manage', township.unionId)
			).rejects.toMatchObject({ status: 403 });
		}
	});

	it('are unknown to those who are asked, and to the neighbours', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 10);
		const { surveyId } = await makeSuperiorDraft(app, township);
		const beside = await makeUnion(app, { level: 'intermediate', kind: 'village' });
		const outside: [Role, string][] = [
			['chair', township.below[0] ?? ''],
			['staff', township.below[0] ?? ''],
			['supervisor', beside]
		];
		for (const [role, unionId] of outside) {
			const event = await eventOf(app, role, unionId);
			for (const door of ['union.read', ...everyDoor] satisfies Permission[])
				await expect(authoriseSurvey(event, door, surveyId)).rejects.toMatchObject({ status: 404 });
		}
	});

	it('are open above: the supervisor runs it, the reviewer counts and reviews, the administrator does neither', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 10);
		const { surveyId } = await makeSuperiorDraft(app, township);
		const root = await rootUnionId(app);
		const rights: [Role, string[]][] = [
			['supervisor', [...everyDoor]],
			['reviewer', ['paper.count', 'survey.review']],
			['admin', []],
			['chair', []],
			['staff', []]
		];
		for (const [role, doors] of rights) {
			const event = await eventOf(app, role, root);
			for (const door of everyDoor) {
				const outcome = authoriseSurvey(event, door, surveyId);
				if (doors.includes(door)) await expect(outcome, role + door).resolves.toBeTruthy();
				else await expect(outcome, role + door).rejects.toHaveProperty('status');
			}
		}
	});

	it('do not let the union above into surveys among members', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeOpenSurvey(app);
		const event = await eventOf(app, 'supervisor', await rootUnionId(app));
		await expect(authoriseSurvey(event, 'survey.manage', surveyId)).rejects.toMatchObject({
			status: 403
		});
	});

	it('are nobody’s where no union is above', async () => {
		const app = await engine.createApp();
		const root = await rootUnionId(app);
		for (const role of ['admin', 'supervisor', 'reviewer', 'chair', 'staff'] as const)
			await expect(
				authoriseUnion(await eventOf(app, role, root), 'superior.manage', root)
			).rejects.toMatchObject({ status: 403 });
	});
});
