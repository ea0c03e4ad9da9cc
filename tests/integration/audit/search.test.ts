import { expect, test } from 'vitest';
import type { Role } from '$lib/domain/words';
import type { App } from '$lib/server/app';
import { describeAll } from '$lib/server/audit/describe-act';
import {
	auditScope,
	listActs,
	searchAudit,
	type AuditFilter
} from '$lib/server/audit/search-audit';
import { recordAudit } from '$lib/server/audit/record-audit';
import { transaction } from '$lib/server/database/transaction';
import type { Instant } from '$lib/server/database/values';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { deleteDraft } from '$lib/server/surveys/draft-survey';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeUnion, rootUnionId } from '../support/factories';
import { makeDraft, makeOpenSurvey, submit } from '../support/open-survey';
import { listReaders, readAs } from '../support/readers';

const all: AuditFilter = { text: '', noun: null, from: null, until: null, below: null };

async function makeCounty(app: App) {
	const [near, far] = [
		await makeUnion(app, { name: '云溪县总工会', level: 'county', kind: 'county' }),
		await makeUnion(app, { name: '邻县总工会', level: 'county', kind: 'county' })
	];
	const mill = await makeUnion(app, { name: '溪桥机械厂工会', parentId: near });
	const away = await makeUnion(app, { name: '邻县机械厂工会', parentId: far });
	for (const nounId of [near, far, mill, away]) await edit(app, nounId);
	const ofPlatform = { userId: null, action: 'set', noun: 'setting', nounId: 'public_address' };
	await transaction(app.db, (trx) => recordAudit(trx, app.clock, ofPlatform));
	return { near, far, mill, away };
}

async function edit(app: App, nounId: string, times = 1): Promise<void> {
	await transaction(app.db, async (trx) => {
		const entry = { userId: null, action: 'edit', noun: 'union', nounId };
		for (let n = 0; n < times; n++) await recordAudit(trx, app.clock, { ...entry, detail: { n } });
	});
}

async function unionsSeen(app: App, role: Role, unionId: string): Promise<Set<string | null>> {
	const { roles } = await makeActor(app, role, unionId);
	const { rows } = await searchAudit(app.db, auditScope(roles), all, 1);
	return new Set(rows.map(({ union }) => union?.name ?? null));
}

describeEachEngine('searching the audit', (engine) => {
	test('a supervisor reads of the unions below, not of the own one, nor of other counties or the platform', async () => {
		const app = await engine.createApp();
		const { near } = await makeCounty(app);
		expect(await unionsSeen(app, 'supervisor', near)).toEqual(new Set(['溪桥机械厂工会']));
		expect(await unionsSeen(app, 'admin', near)).toEqual(
			new Set([null, '云溪县总工会', '邻县总工会', '溪桥机械厂工会', '邻县机械厂工会'])
		);
		for (const role of ['chair', 'staff', 'reviewer'] as const)
			expect(await unionsSeen(app, role, near)).toEqual(new Set());
	});

	test('a supervisor who holds a role in a union below does not read of that union', async () => {
		const app = await engine.createApp();
		const { near, mill } = await makeCounty(app);
		const above = await makeActor(app, 'supervisor', near);
		const within = await makeActor(app, 'staff', mill);
		const scope = auditScope([...above.roles, ...within.roles]);
		expect((await searchAudit(app.db, scope, all, 1)).rows).toEqual([]);
	});

	test('page and file are closed to chairs, staff and reviewers', async () => {
		const app = await engine.createApp();
		const { near, mill } = await makeCounty(app);
		const readers = (await listReaders()).filter(({ file }) => file.includes('/office/audit/'));
		expect(readers).toHaveLength(2);
		for (const reader of readers) {
			for (const role of ['chair', 'staff', 'reviewer'] as const) {
				const actor = await makeActor(app, role, mill);
				expect(await readAs(app, { actor, apiToken: null, params: {} }, reader)).toBeNull();
			}
			const actor = await makeActor(app, 'supervisor', near);
			const seen = JSON.stringify(await readAs(app, { actor, apiToken: null, params: {} }, reader));
			expect(seen).not.toContain('邻县');
		}
	});

	test('by name, noun, day and subtree; pages and slices give every act once', async () => {
		const app = await engine.createApp();
		const { near, mill } = await makeCounty(app);
		await edit(app, mill, 1100);
		const find = (part: Partial<AuditFilter>, page = 1) =>
			searchAudit(app.db, null, { ...all, ...part }, page);
		expect((await find({ text: '溪桥' })).total).toBe(1101);
		expect((await find({ text: '溪桥', noun: 'survey' })).total).toBe(0);
		expect((await find({ text: '100%' })).total).toBe(0);
		const path = (
			await app.db
				.selectFrom('union')
				.select('path')
				.where('id', '=', near)
				.executeTakeFirstOrThrow()
		).path;
		expect((await find({ below: path })).total).toBe(1102);
		const now = app.clock.now().toISOString() as Instant;
		expect((await find({ until: now, below: path })).total).toBe(0);
		expect((await find({ from: now, below: path })).total).toBe(1102);
		const last = await find({ below: path }, 99);
		expect(last).toMatchObject({ page: 23, pages: 23 });
		expect(last.rows).toHaveLength(2);
		const listed: number[] = [];
		for await (const slice of listActs(app.db, null, { ...all, below: path }))
			listed.push(...slice.map(({ seq }) => seq));
		expect(new Set(listed).size).toBe(1102);
		expect(listed).toEqual(listed.toSorted((a, b) => b - a));
	});

	test('a draft that was thrown away keeps its union', async () => {
		const app = await engine.createApp();
		const { surveyId, by, unionId } = await makeDraft(app);
		await deleteDraft(app.db, app.clock, surveyId, by);
		const { rows } = await searchAudit(app.db, null, all, 1);
		expect(rows[0]).toMatchObject({ action: 'delete', union: { id: unionId } });
	});

	test('does not tell the number of ballots by the codes that a re-issue made void', async () => {
		const app = await engine.createApp();
		const survey = await makeOpenSurvey(app, { codes: 60 });
		for (const code of survey.codes.slice(0, 17)) await submit(app, survey.surveyId, code);
		await issueCodes(app, survey.surveyId, { size: 20, voidUnused: true }, survey.by);
		const { rows } = await searchAudit(app.db, null, { ...all, noun: 'survey' }, 1);
		const [latest] = await describeAll(app.db, rows);
		expect(latest).toMatchObject({ act: '印码' });
		expect(latest?.fields.map(({ name }) => name)).toEqual(['批次', '张数']);
	});

	test('shows what changed, with names in place of ids', async () => {
		const app = await engine.createApp();
		const { near, mill } = await makeCounty(app);
		const root = await rootUnionId(app);
		await transaction(app.db, (trx) =>
			recordAudit(trx, app.clock, {
				...{ userId: null, action: 'edit', noun: 'union', nounId: mill },
				detail: {
					before: { parentId: root, independent: true, industry: '' },
					after: { parentId: near, independent: false, industry: '机械' },
					reason: '区划调整'
				}
			})
		);
		const { rows } = await searchAudit(app.db, null, { ...all, noun: 'union' }, 1);
		const [act] = await describeAll(app.db, rows);
		expect(act?.fields).toEqual([
			{ name: '上级工会', before: expect.stringContaining('工会'), after: '云溪县总工会' },
			{ name: '独立基层工会', before: '是', after: '否' },
			{ name: '行业', before: '（空）', after: '机械' },
			{ name: '理由', after: '区划调整' }
		]);
	});

	test('tells an account by its user name, were it the name of a role, and its roles in Chinese', async () => {
		const app = await engine.createApp();
		const { near } = await makeCounty(app);
		const { userId } = await makeActor(app, 'admin', near);
		await transaction(app.db, (trx) =>
			recordAudit(trx, app.clock, {
				...{ userId, action: 'create', noun: 'user', nounId: userId },
				detail: { username: 'admin', roles: [{ role: 'admin', unionId: near }] }
			})
		);
		const { rows } = await searchAudit(app.db, null, { ...all, noun: 'user' }, 1);
		const [act] = await describeAll(app.db, rows);
		expect(act?.fields).toEqual([
			{ name: '用户名', after: 'admin' },
			{ name: '角色', after: '系统管理员 · 云溪县总工会' }
		]);
	});
});
