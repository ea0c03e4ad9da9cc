import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { ChairPlan } from '$lib/domain/chair-electorate';
import type { Option } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { measureCriteria } from '$lib/server/assessments/measure-criteria';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { makeDrawn } from '../support/draws';
import { describeEachEngine } from '../support/engines';
import { makeUnion, makeUser } from '../support/factories';
import { makeResult } from '../support/results';
import {
	holdSuperior,
	makeSubordinate,
	makeSuperiorDraft,
	makeTownship,
	type Township
} from '../support/superior';

const item = 'trust.1.2';

function answers(satisfied: number, dissatisfied: number): Option[] {
	return Array.from({ length: satisfied + dissatisfied }, (_, n) =>
		n < satisfied ? 'satisfied' : 'dissatisfied'
	);
}

async function measured(
	app: App,
	unionId: string,
	level: 'intermediate' | 'county' = 'intermediate'
) {
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	const rubric = app.rubrics.rubrics[level];
	return (await measureCriteria(app.db, { union, year: 2026, rubric }))[item];
}

/** A county below a city, with a township, an industry union, a village and grassroots unions of two kinds. */
async function makeCounty(app: App): Promise<Township> {
	const city = await makeUnion(app, { level: 'city', kind: 'federation', independent: false });
	const unionId = await makeUnion(app, {
		...{ level: 'county', kind: 'county_federation', independent: false, parentId: city }
	});
	const supervisor = await makeUser(app, { role: 'supervisor', unionId: city });
	const other = await makeUser(app, { role: 'supervisor', unionId: city });
	const place = { level: 'intermediate' as const };
	const town = await makeSubordinate(app, unionId, { ...place, kind: 'township' });
	await makeSubordinate(app, unionId, { ...place, kind: 'county_industry' });
	await makeSubordinate(app, town, { ...place, kind: 'village' });
	const below: string[] = [];
	for (let n = 0; n < 14; n++) {
		const kind = n < 9 ? 'enterprise' : 'institution';
		below.push(await makeSubordinate(app, n % 2 ? town : unionId, { kind }));
	}
	return { unionId, below, supervisor, other };
}

describeEachEngine('the measured criterion of annex 2, item 2', (engine) => {
	it.each<[string, Option[], number | null, string]>([
		['exactly 85 %', answers(17, 3), 6, 'reached'],
		['below', answers(16, 4), 0, 'below'],
		['nine answers', answers(9, 0), null, 'excluded'],
		['too few answers', answers(12, 0), null, 'excluded']
	])('%s', async (_, given, half_points, reason) => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 20);
		await holdSuperior(app, township, given);
		expect((await measured(app, township.unionId))?.proposal).toEqual({ half_points, reason });
	});

	it('of six chairs is suppressed: nobody can tell', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 6);
		await holdSuperior(app, township, answers(6, 0));
		const measurement = await measured(app, township.unionId);
		expect(measurement?.figure).toBeNull();
		expect(measurement?.proposal).toEqual({ half_points: null, reason: 'suppressed' });
	});

	it('rests on the list: how many of which kinds, and who is not counted', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 12);
		await makeSubordinate(app, township.unionId, { kind: 'joint', chair: false });
		const { surveyId } = await holdSuperior(app, township, answers(12, 0));
		expect((await measured(app, township.unionId))?.superior).toEqual({
			...{ surveyId, listed: 13, vacant: 1, whole: true, drawId: null, faults: [] },
			kinds: [
				expect.objectContaining({ kind: 'enterprise', units: 12, listed: 12, vacant: 0 }),
				expect.objectContaining({ kind: 'joint', units: 1, listed: 1, vacant: 1 })
			]
		});
	});

	it('does not count where grassroots unions were left out, and says which', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 12);
		await makeSubordinate(app, township.unionId, { kind: 'joint' });
		const some: ChairPlan = { kinds: ['enterprise'], drawId: null };
		await holdSuperior(app, township, answers(12, 0), some);
		const measurement = await measured(app, township.unionId);
		expect(measurement?.proposal).toEqual({ half_points: null, reason: 'other_electorate' });
		expect(measurement?.superior?.faults).toEqual([
			{ code: 'grassroots_left_out', kinds: ['联合基层工会'] }
		]);
	});

	it('waits for a survey under way, and is missing again once that is void', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 12);
		expect((await measured(app, township.unionId))?.proposal.reason).toBe('missing');
		const { surveyId } = await makeSuperiorDraft(app, township);
		expect((await measured(app, township.unionId))?.proposal.reason).toBe('missing');
		await openSurvey(app, surveyId, township.supervisor);
		expect((await measured(app, township.unionId))?.proposal.reason).toBe('pending');
		await voidSurvey(app.db, app.clock, surveyId, '名单有误', township.other);
		expect((await measured(app, township.unionId))?.proposal.reason).toBe('void');
	});

	it('counts what was approved from before, which has no list', async () => {
		const app = await engine.createApp();
		const { unionId } = await makeTownship(app, 2);
		await makeResult(app, { unionId, subject: 'superior', year: 2026, votes: [17, 0, 3] });
		const measurement = await measured(app, unionId);
		expect(measurement?.proposal).toEqual({ half_points: 6, reason: 'reached' });
		expect(measurement?.superior).toBeNull();
	});

	it('does not count on a list that somebody added to behind the log’s back', async () => {
		const app = await engine.createApp();
		const township = await makeTownship(app, 12);
		const { surveyId } = await holdSuperior(app, township, answers(12, 0));
		const [template] = township.below;
		const stranger = await makeUnion(app);
		await sql`insert into elector (survey_id, union_id, code, name, level, kind, drawn, vacant)
			select survey_id, ${stranger}, code, name, level, kind, drawn, vacant from elector
			where survey_id = ${surveyId} and union_id = ${template ?? ''}`.execute(app.db);
		const measurement = await measured(app, township.unionId);
		expect(measurement?.proposal.reason).toBe('other_electorate');
		expect(measurement?.superior?.faults).toContainEqual({ code: 'list_changed' });
	});
});

describeEachEngine('the measured criterion of annex 3, item 2', (engine) => {
	it('counts where everybody was asked', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		await holdSuperior(app, county, answers(15, 2));
		expect((await measured(app, county.unionId, 'county'))?.proposal).toEqual({
			half_points: 12,
			reason: 'reached'
		});
	});

	it('does not where one of the kinds it names was left out', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const kinds = ['township', 'enterprise', 'institution'];
		await holdSuperior(app, county, answers(14, 0), { kinds, drawId: null });
		const measurement = await measured(app, county.unionId, 'county');
		expect(measurement?.proposal.reason).toBe('other_electorate');
		expect(measurement?.superior?.faults.map(({ code }) => code)).toEqual(['kinds_left_out']);
	});

	it('does not with grassroots kinds that somebody picked, without a draw', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const kinds = ['township', 'county_industry', 'enterprise'];
		await holdSuperior(app, county, answers(11, 0), { kinds, drawId: null });
		const measurement = await measured(app, county.unionId, 'county');
		expect(measurement?.superior?.faults.map(({ code }) => code)).toEqual(['not_drawn']);
		expect(measurement?.proposal.reason).toBe('other_electorate');
	});

	it('counts with a random sample of grassroots chairs, and names the draw', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const plan = { method: 'proportional', total: 9 } as const;
		const preparation = { unionId: county.unionId, plan, purpose: 'superior_electorate' } as const;
		const draw = await makeDrawn(app, preparation, '031119', county.supervisor);
		const kinds = ['township', 'county_industry'];
		const chairs = { kinds, drawId: draw.id };
		await holdSuperior(app, county, answers(10, 1), chairs);
		const measurement = await measured(app, county.unionId, 'county');
		expect(measurement?.proposal).toEqual({ half_points: 12, reason: 'reached' });
		expect(measurement?.superior).toMatchObject({ listed: 11, drawId: draw.id, faults: [] });
	});

	it('says so where its draw was replaced after the list was made', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const plan = { method: 'proportional', total: 9 } as const;
		const preparation = { unionId: county.unionId, plan, purpose: 'superior_electorate' } as const;
		const draw = await makeDrawn(app, preparation, '031119', county.supervisor);
		const chairs = { kinds: ['township', 'county_industry'], drawId: draw.id };
		await holdSuperior(app, county, answers(10, 1), chairs);
		const replacement = async () =>
			(await measured(app, county.unionId, 'county'))?.superior?.replacedBy;
		expect(await replacement()).toBeUndefined();
		await makeDrawn(app, { ...preparation, reason: '抽样框有误' }, '271828', county.supervisor);
		expect(await replacement()).toBe(2);
	});

	it('does not with a kind that somebody picked beside the draw', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const plan = { method: 'proportional', total: 6 } as const;
		const preparation = { unionId: county.unionId, plan, purpose: 'superior_electorate' } as const;
		const draw = await makeDrawn(app, preparation, '031119', county.supervisor);
		const kinds = ['township', 'county_industry', 'institution'];
		await holdSuperior(app, county, answers(10, 0), { kinds, drawId: draw.id });
		const measurement = await measured(app, county.unionId, 'county');
		expect(measurement?.proposal.reason).toBe('other_electorate');
		expect(measurement?.superior?.faults).toEqual([{ code: 'not_drawn' }]);
	});

	it('cannot be had from a draw that another has replaced, or of another union', async () => {
		const app = await engine.createApp();
		const county = await makeCounty(app);
		const plan = { method: 'proportional', total: 9 } as const;
		const preparation = { unionId: county.unionId, plan, purpose: 'superior_electorate' } as const;
		const first = await makeDrawn(app, preparation, '031119', county.supervisor);
		const kinds = ['township', 'county_industry'];
		const chairs = { kinds, drawId: first.id };
		const { surveyId } = await makeSuperiorDraft(app, county, { chairs });
		const again = { ...preparation, reason: '抽样框有误' };
		const second = await makeDrawn(app, again, '271828', county.supervisor);
		await expect(openSurvey(app, surveyId, county.supervisor)).rejects.toMatchObject({
			code: 'draw_replaced'
		});
		const township = await makeTownship(app, 3);
		const stolen = { kinds: ['enterprise'], drawId: second.id };
		const other = await makeSuperiorDraft(app, township, { chairs: stolen });
		await expect(openSurvey(app, other.surveyId, township.supervisor)).rejects.toMatchObject({
			code: 'draw_replaced'
		});
	});
});
