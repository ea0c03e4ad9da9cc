import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listApiResults, resultQuery } from '$lib/server/api/list-results';
import type { App } from '$lib/server/app';
import { evidencePath } from '$lib/server/evidence/evidence-store';
import { approveHistory, refuseHistory } from '$lib/server/history/decide-history';
import { listHistoryFiles, serveHistoryFile } from '$lib/server/history/history-files';
import { removeHistoryFile } from '$lib/server/history/remove-history-file';
import { readHistory } from '$lib/server/history/read-history';
import { takeBackHistory, withdrawHistory } from '$lib/server/history/withdraw-history';
import { readTrend } from '$lib/server/results/read-trend';
import { findResult } from '$lib/server/results/read-results';
import { viewResult } from '$lib/server/results/result-view';
import { listYearRecords } from '$lib/server/results/year-record';
import { readUnionYears } from '$lib/server/unions/union-year';
import { draftSurvey } from '$lib/server/surveys/draft-survey';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeChair, makeUnion, rootUnionId } from '../support/factories';
import { enterRow, goodRow, png, sendScan } from '../support/history';
import { surveyDraft } from '../support/survey-draft';

async function makePeople(app: App) {
	const unionId = await makeUnion(app);
	const root = await rootUnionId(app);
	return {
		unionId,
		staff: await makeActor(app, 'staff', unionId),
		supervisor: await makeActor(app, 'supervisor', root),
		other: await makeActor(app, 'supervisor', root)
	};
}

async function one(app: App, id: string) {
	const [view] = await readHistory(app.db, [id]);
	if (!view) throw new Error('no such result');
	return view;
}

async function acts(app: App, id: string): Promise<string[]> {
	const rows = await app.db
		.selectFrom('audit')
		.select('action')
		.where('noun', '=', 'history')
		.where('noun_id', '=', id)
		.execute();
	return rows.map(({ action }) => action).sort();
}

const yes = { consent: false };

describeEachEngine('figures of earlier years', (engine) => {
	test('wait, are nobody’s figures until approved with evidence, and count then', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		const id = await enterRow(app, staff, { unionId });
		const waiting = await findResult(app.db, unionId, 'home', 2023);
		expect(waiting && viewResult(waiting)).toMatchObject({
			...{ rate: null, strict: null, turnout: null, valid: null },
			sealed: { satisfied: null, favourable: null, dissatisfied: null },
			validity: { standing: 'pending', reasons: ['approval_waiting'] }
		});
		expect((await one(app, id)).result.rate).toEqual({ num: 100, den: 105 });
		await expect(approveHistory(app, supervisor, { ids: [id], ...yes })).rejects.toMatchObject({
			code: 'evidence_missing'
		});
		await sendScan(app, staff, [id]);
		await approveHistory(app, supervisor, { ids: [id], ...yes });
		const approved = await findResult(app.db, unionId, 'home', 2023);
		expect(approved && viewResult(approved)).toMatchObject({
			...{ rate: { num: 100, den: 105 }, turnout: { num: 110, den: 120 }, source: 'history' },
			validity: { counts: true }
		});
		expect(await acts(app, id)).toEqual(['add_file', 'approve', 'enter']);
	});

	test('that wait or were refused stand in no trend, list, spreadsheet or interface', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		const [waiting, refused] = [
			await enterRow(app, staff, { unionId }),
			await enterRow(app, staff, { unionId, row: { year: 2022 } })
		];
		await refuseHistory(app, supervisor, { ids: [refused], reason: '与汇总表不符' });
		const { years } = await readTrend(app, unionId);
		expect(years).toMatchObject([{ year: 2023, home: { id: waiting, rate: null, turnout: null } }]);
		const last = await readUnionYears(app.db, [unionId], 2026);
		expect(last.get(unionId)?.last).toBeNull();
		const records = await listYearRecords(app.db, unionId);
		expect(records.map(({ rate, standing, historyId }) => [rate, standing, historyId])).toEqual([
			[null, 'excluded', refused],
			[null, 'pending', waiting]
		]);
		const query = resultQuery.parse({ all: 'true' });
		const { data } = await listApiResults(app.db, null, query);
		expect(data).toHaveLength(2);
		for (const { rate, strict_rate, turnout, counts, source, participation } of data) {
			expect([rate, strict_rate, turnout, source]).toEqual([null, null, null, 'history']);
			expect(participation).toBeNull();
			expect(counts).toMatchObject({ satisfied: null, favourable: null, dissatisfied: null });
		}
	});

	test('are not approved by who entered them, nor by a role in the union, nor from outside', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor, other } = await makePeople(app);
		const id = await enterRow(app, supervisor, { unionId });
		await sendScan(app, supervisor, [id]);
		const approve = (actor: typeof staff) => approveHistory(app, actor, { ids: [id], ...yes });
		await expect(approve(supervisor)).rejects.toMatchObject({ code: 'own_history' });
		await expect(approve(staff)).rejects.toMatchObject({ code: 'forbidden' });
		const both = { ...other, roles: [...other.roles, ...staff.roles] };
		await expect(approve(both)).rejects.toMatchObject({ code: 'forbidden' });
		const stranger = await makeActor(app, 'supervisor', await makeUnion(app, { level: 'county' }));
		await expect(approve(stranger)).rejects.toMatchObject({ code: 'not_found' });
		await approve(other);
		await expect(approve(other)).rejects.toMatchObject({ code: 'stale' });
	});

	test('are decided all or none', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor, other } = await makePeople(app);
		const own = await enterRow(app, supervisor, { unionId });
		const theirs = await enterRow(app, staff, { unionId, row: { year: 2022 } });
		await sendScan(app, supervisor, [own, theirs]);
		await expect(
			approveHistory(app, supervisor, { ids: [theirs, own], ...yes })
		).rejects.toMatchObject({ code: 'own_history' });
		expect((await one(app, theirs)).result.status).toBe('pending');
		expect(await approveHistory(app, other, { ids: [theirs, own, own], ...yes })).toBe(2);
		await expect(approveHistory(app, other, { ids: [], ...yes })).rejects.toMatchObject({
			code: 'nothing_ticked'
		});
	});

	test('are refused with a reason that stays, corrected and sent again', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		const id = await enterRow(app, staff, { unionId });
		await expect(refuseHistory(app, supervisor, { ids: [id], reason: ' ' })).rejects.toMatchObject({
			code: 'reason_needed'
		});
		await refuseHistory(app, supervisor, { ids: [id], reason: '与汇总表不符' });
		expect(await one(app, id)).toMatchObject({
			...{ reason: '与汇总表不符', result: { status: 'refused' } }
		});
		const again = await enterRow(app, staff, {
			unionId,
			replaces: id,
			row: { satisfied: 89, unsure: 4 }
		});
		await sendScan(app, staff, [again]);
		await approveHistory(app, supervisor, { ids: [again], ...yes });
		expect(await one(app, again)).toMatchObject({ replaces: id, result: { status: 'valid' } });
		const elsewhere = await makeUnion(app);
		await expect(enterRow(app, staff, { unionId: elsewhere, replaces: id })).rejects.toMatchObject({
			code: 'not_found'
		});
	});

	test('are taken back by who entered them, withdrawn by the supervisor, edited by nobody', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor, other } = await makePeople(app);
		const first = await enterRow(app, staff, { unionId });
		await expect(takeBackHistory(app, other, first)).rejects.toMatchObject({
			code: 'not_own_history'
		});
		await takeBackHistory(app, staff, first);
		const id = await enterRow(app, staff, { unionId });
		const withdraw = () => withdrawHistory(app, { id, reason: '原件有误', by: supervisor.userId });
		await expect(withdraw()).rejects.toMatchObject({ code: 'stale' });
		await sendScan(app, staff, [id]);
		await approveHistory(app, supervisor, { ids: [id], ...yes });
		await expect(takeBackHistory(app, staff, id)).rejects.toMatchObject({ code: 'stale' });
		const change = (set: Record<string, unknown>) =>
			app.db.updateTable('result').set(set).where('id', '=', id).execute();
		await expect(change({ satisfied: 95, dissatisfied: 0 })).rejects.toThrow('history counts stay');
		await expect(change({ status: 'pending' })).rejects.toThrow('history only withdrawn');
		await expect(change({ consent: 1 })).rejects.toThrow('history decided once');
		await expect(
			app.db.updateTable('history').set({ entered_by: other.userId }).execute()
		).rejects.toThrow('history as entered');
		await withdraw();
		await expect(change({ status: 'valid' })).rejects.toThrow('history only withdrawn');
		expect(await one(app, id)).toMatchObject({ reason: '原件有误', result: { status: 'void' } });
		expect(await findResult(app.db, unionId, 'home', 2023)).toBeUndefined();
	});

	test('hold the place of their year, and leave it to surveys', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		await enterRow(app, staff, { unionId });
		await expect(enterRow(app, staff, { unionId })).rejects.toMatchObject({
			code: 'history_wrong'
		});
		await makeChair(app, unionId);
		const lastYear = new Date(app.clock.now()).getFullYear() - 1;
		const draft = { ...surveyDraft(unionId), year: lastYear };
		const id = await enterRow(app, staff, { unionId, row: { year: lastYear } });
		const open = () => draftSurvey(app.db, app.clock, draft, staff.userId);
		await expect(open()).rejects.toMatchObject({ code: 'year_has_history' });
		await refuseHistory(app, supervisor, { ids: [id], reason: '应开问卷' });
		await open();
		await expect(enterRow(app, staff, { unionId, row: { year: lastYear } })).rejects.toMatchObject({
			code: 'history_wrong'
		});
	});

	test('of a small group are kept nowhere, not even for who approves', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		const nine = { eligible: 9, issued: 9, returned: 9, satisfied: 7, basically_satisfied: 2 };
		const row = { ...nine, dissatisfied: 0, unsure: 0, blank: 0, invalid: 0 };
		const id = await enterRow(app, staff, { unionId, row });
		const everything = JSON.stringify([
			await app.db.selectFrom('result').selectAll().where('id', '=', id).execute(),
			await app.db.selectFrom('audit').selectAll().where('noun_id', '=', id).execute()
		]);
		expect(everything).not.toMatch(/satisfied\W{1,4}[72]\b/);
		await sendScan(app, staff, [id]);
		await approveHistory(app, supervisor, { ids: [id], ...yes });
		expect((await one(app, id)).result).toMatchObject({
			...{ rate: null, validity: { standing: 'suppressed' } },
			sealed: { satisfied: null, favourable: null }
		});
	});

	test('of a low turnout count with recorded consent alone', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		const low = { ...goodRow, eligible: 400 };
		for (const [year, consent] of [
			[2021, false],
			[2022, true]
		] as const) {
			const id = await enterRow(app, staff, { unionId, row: { ...low, year } });
			await sendScan(app, staff, [id]);
			await approveHistory(app, supervisor, { ids: [id], consent });
			expect((await one(app, id)).result.validity.counts).toBe(consent);
		}
	});

	test('rate the chair who was in office that year', async () => {
		const app = await engine.createApp();
		const { unionId, staff } = await makePeople(app);
		await makeChair(app, unionId, { name: '王建国', startedOn: '2019-01-01' });
		const { personId } = await makeChair(app, unionId, { name: '赵丽', startedOn: '2022-01-01' });
		const chair = { subject: 'chair', chair: '赵丽' } as const;
		const id = await enterRow(app, staff, { unionId, row: { ...chair, year: 2023 } });
		expect((await one(app, id)).result).toMatchObject({ personId, personName: '赵丽' });
		await expect(
			enterRow(app, staff, { unionId, row: { ...chair, year: 2020 } })
		).rejects.toMatchObject({ code: 'history_wrong' });
	});

	test('have scans that are served in reach, and stay once decided', async () => {
		const app = await engine.createApp();
		const { unionId, staff, supervisor } = await makePeople(app);
		const neighbour = await makeUnion(app);
		const neighbours = await makeActor(app, 'staff', neighbour);
		const mine = await enterRow(app, staff, { unionId });
		const theirs = await enterRow(app, neighbours, { unionId: neighbour });
		const own = await sendScan(app, staff, [mine]);
		const both = await sendScan(app, supervisor, [mine, theirs]);
		const serve = (actor: typeof staff, resultId: string, fileId: string) =>
			serveHistoryFile(app, actor, { resultId, fileId });
		const answer = await serve(staff, mine, own);
		expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
		await (await serve(supervisor, theirs, both)).body?.cancel();
		const unknown = { code: 'not_found' };
		await expect(serve(neighbours, mine, own)).rejects.toMatchObject(unknown);
		await expect(serve(neighbours, theirs, own)).rejects.toMatchObject(unknown);
		// It shows the neighbour's figures too.
		await expect(serve(staff, mine, both)).rejects.toMatchObject(unknown);
		expect((await listHistoryFiles(app.db, staff, mine)).map(({ open }) => open).sort()).toEqual([
			false,
			true
		]);
		await expect(sendScan(app, neighbours, [mine])).rejects.toMatchObject(unknown);
		const remove = (fileId: string, by: string) =>
			removeHistoryFile(app, { resultId: mine, fileId, by });
		await expect(remove(both, staff.userId)).rejects.toMatchObject({ code: 'not_own_file' });
		await remove(own, staff.userId);
		expect(existsSync(evidencePath(app.config, own))).toBe(false);
		await approveHistory(app, supervisor, { ids: [mine], ...yes });
		await expect(remove(both, supervisor.userId)).rejects.toMatchObject({
			code: 'evidence_settled'
		});
		await expect(sendScan(app, staff, [mine])).rejects.toMatchObject({ code: 'evidence_settled' });
		await expect(
			app.db.deleteFrom('history_evidence').where('result_id', '=', mine).execute()
		).rejects.toThrow('evidence decided upon stays');
	});

	test('have no scan that is something else', async () => {
		const app = await engine.createApp();
		const { unionId, staff } = await makePeople(app);
		const id = await enterRow(app, staff, { unionId });
		const html = Buffer.from('<html><script>alert(1)</script></html>');
		await expect(sendScan(app, staff, [id], html)).rejects.toMatchObject({ code: 'file_type' });
		expect((await one(app, id)).files).toBe(0);
	});
});
