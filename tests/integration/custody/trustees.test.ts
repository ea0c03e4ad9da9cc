import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { boxPublicKey, type Holder } from '$lib/domain/custody/box-key';
import { holderKeyOf } from '$lib/domain/custody/holder-key';
import type { App } from '$lib/server/app';
import { open } from '$lib/server/ballots/hpke';
import { privateKeyFrom } from '$lib/server/ballots/raw-key';
import { sealContextOf } from '$lib/server/ballots/frozen-survey';
import { chooseCustody } from '$lib/server/custody/choose-custody';
import { inviteHolder } from '$lib/server/custody/invitation';
import { clearPlace, makeSheet } from '$lib/server/custody/make-sheet';
import { openWithSheets } from '$lib/server/custody/open-with-sheets';
import { rehearse } from '$lib/server/custody/rehearse';
import { createSharedKeySet } from '$lib/server/custody/shared-key-set';
import { listSurveyResults } from '$lib/server/results/read-results';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { deleteDraft } from '$lib/server/surveys/draft-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { keepTime } from '$lib/server/surveys/timekeeper';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { describeEachEngine, type Engine } from '../support/engines';
import { makeChair, makeUnion } from '../support/factories';
import { makeDraft, makeOpenSurvey, submit } from '../support/open-survey';
import {
	keyOfTwo,
	keySetIdOf,
	makeOneSheet,
	makeSheets,
	makeTrusteeDraft,
	makeTrusteeSurvey,
	openWithTwo,
	rehearseAll,
	rehearseOne
} from '../support/trustees';

const twos: [Holder, Holder][] = [
	[1, 2],
	[1, 3],
	[2, 3]
];

async function answerAll(
	app: App,
	{ surveyId, codes }: { surveyId: string; codes: string[] },
	comment = '食堂好多了'
) {
	for (const [index, code] of codes.entries()) {
		const overall = index < 9 ? 'satisfied' : 'dissatisfied';
		const answers = { 'home.overall': overall, 'chair.overall': overall, 'home.comment': comment };
		expect(await submit(app, surveyId, code, { answers })).toMatchObject({ kind: 'accepted' });
	}
}

async function stateOf(app: App, surveyId: string): Promise<string> {
	const row = app.db.selectFrom('survey').select('state').where('id', '=', surveyId);
	return (await row.executeTakeFirstOrThrow()).state;
}

async function surveyRow(app: App, surveyId: string) {
	const row = app.db.selectFrom('survey').selectAll().where('id', '=', surveyId);
	return row.executeTakeFirstOrThrow();
}

/** Everything on the server's disk: the database's files and the whole data folder with its secrets. */
async function everythingOf(engine: Engine, app: App): Promise<Buffer> {
	const below = (path: string): string[] =>
		statSync(path).isDirectory() ? readdirSync(path).flatMap((n) => below(join(path, n))) : [path];
	const paths = [...(await engine.dataFiles(app)), ...below(app.config.dataDir)];
	return Buffer.concat(paths.map((path) => readFileSync(path)));
}

describeEachEngine('a box kept by trustees', (engine) => {
	test.each(twos)('is opened by sheets %i and %i, and counts what was answered', async (a, b) => {
		const app = await engine.createApp();
		const survey = await makeTrusteeSurvey(app, { codes: 12 });
		await answerAll(app, survey);
		await closeSurvey(app, survey.surveyId, survey.by);
		expect(await stateOf(app, survey.surveyId)).toBe('closed');
		await openWithTwo(app, survey, [a, b]);
		expect(await stateOf(app, survey.surveyId)).toBe('counted');
		const results = await listSurveyResults(app.db, survey.surveyId);
		expect(results.map(({ satisfied, dissatisfied }) => [satisfied, dissatisfied])).toEqual([
			[9, 3],
			[9, 3]
		]);
		const audit = await app.db
			.selectFrom('audit')
			.selectAll()
			.where('action', '=', 'count')
			.executeTakeFirstOrThrow();
		expect(audit.user_id).toBe(survey.by);
		expect(JSON.parse(audit.detail)).toEqual({ ballots: 12, holders: [a, b] });
	});

	test('waits for them: neither closing nor the timekeeper counts it, however often', async () => {
		const app = await engine.createApp();
		const survey = await makeTrusteeSurvey(app);
		await answerAll(app, survey);
		await closeSurvey(app, survey.surveyId, null);
		for (let i = 0; i < 3; i++) await keepTime(app);
		expect(await stateOf(app, survey.surveyId)).toBe('closed');
		expect(await listSurveyResults(app.db, survey.surveyId)).toEqual([]);
	});

	test('is not opened before it is closed, nor twice', async () => {
		const app = await engine.createApp();
		const survey = await makeTrusteeSurvey(app);
		await answerAll(app, survey);
		await expect(openWithTwo(app, survey, [1, 2])).rejects.toThrow('not_closed');
		await closeSurvey(app, survey.surveyId, survey.by);
		await openWithTwo(app, survey, [1, 2]);
		await expect(openWithTwo(app, survey, [2, 3])).rejects.toThrow('not_closed');
	});

	test('is not opened by one sheet, by a sheet with a stranger, or by the sheets of another survey', async () => {
		const app = await engine.createApp();
		const survey = await makeTrusteeSurvey(app);
		const other = await makeTrusteeSurvey(app);
		await answerAll(app, survey);
		await closeSurvey(app, survey.surveyId, survey.by);
		const { surveyId, sheets, by } = survey;
		const stranger = { ...sheets, keys: sheets.keys.with(1, holderKeyOf(randomBytes(16))) };
		const wrong = [
			keyOfTwo(stranger, surveyId, [1, 2]),
			keyOfTwo(other.sheets, surveyId, [1, 2]),
			keyOfTwo(sheets, other.surveyId, [1, 2]),
			Buffer.from(sheets.keys[0]?.secret ?? []),
			Buffer.alloc(32),
			Buffer.alloc(31)
		];
		for (const key of wrong)
			await expect(openWithSheets(app, surveyId, { key, holders: [1, 2] }, by)).rejects.toThrow(
				'wrong_box_key'
			);
		expect(await stateOf(app, surveyId)).toBe('closed');
	});

	test('can be made void when two sheets are lost', async () => {
		const app = await engine.createApp();
		const survey = await makeTrusteeSurvey(app);
		await closeSurvey(app, survey.surveyId, survey.by);
		await voidSurvey(app.db, app.clock, survey.surveyId, '两张钥匙单遗失', survey.by);
		expect(await stateOf(app, survey.surveyId)).toBe('void');
		await expect(openWithTwo(app, survey, [1, 2])).rejects.toThrow('not_closed');
	});
});

/** Every 32 bytes anywhere, tried as a private key, and as the half that the others lack. */
function opensWithAnything(files: Buffer, ciphertext: Buffer, context: Parameters<typeof open>[1]) {
	for (let at = 0; at + 32 <= files.length; at++) {
		const candidate = files.subarray(at, at + 32);
		if (open(privateKeyFrom('x25519', candidate), context, ciphertext)) return true;
	}
	return false;
}

describeEachEngine('the server alone', (engine) => {
	test('has no answer, no sheet and no key in any file, before and after counting', async () => {
		const app = await engine.createApp();
		const survey = await makeTrusteeSurvey(app, { codes: 12 });
		// Its own for each run: the engine's log may still hold what other tests have counted.
		const canary = `金丝雀${randomBytes(8).toString('hex')}`;
		await answerAll(app, survey, canary);
		await closeSurvey(app, survey.surveyId, survey.by);
		const { seeds, keys } = survey.sheets;
		const key = keyOfTwo(survey.sheets, survey.surveyId, [1, 2]);
		const secrets = [
			...seeds.map((seed) => Buffer.from(seed)),
			...keys.map((k) => Buffer.from(k.secret)),
			key
		];
		const before = await everythingOf(engine, app);
		expect(before.includes(Buffer.from(canary))).toBe(false);
		expect(before.includes(survey.sheets.keys[0]?.publicKey ?? 'none')).toBe(true);
		await openWithTwo(app, survey, [1, 3]);
		const after = await everythingOf(engine, app);
		for (const files of [before, after])
			for (const secret of secrets)
				for (const form of [secret, secret.toString('hex'), secret.toString('base64')])
					expect(files.includes(form)).toBe(false);
	});

	if (engine.name === 'SQLite')
		test('cannot open a ballot with anything on its disk; a control with the key on disk can', async () => {
			const app = await engine.createApp();
			const kept = await makeTrusteeSurvey(app, { codes: 1, eligible: 1 });
			const control = await makeOpenSurvey(app, { codes: 1, eligible: 1 });
			for (const { surveyId, codes } of [kept, control]) await submit(app, surveyId, codes[0]);
			const attack = async (surveyId: string) => {
				const { questionnaire_hash: hash } = await surveyRow(app, surveyId);
				const { ct } = await app.db
					.selectFrom('ballot')
					.select('ct')
					.where('survey_id', '=', surveyId)
					.executeTakeFirstOrThrow();
				const files = secretsAndKeys(app, await keyMaterial(app));
				return opensWithAnything(files, ct, sealContextOf(surveyId, hash as Buffer));
			};
			expect(await attack(control.surveyId)).toBe(true);
			expect(await attack(kept.surveyId)).toBe(false);
		});

	test('seals every ballot to one length, the same as with a key of its own', async () => {
		const app = await engine.createApp();
		const kept = await makeTrusteeSurvey(app);
		const own = await makeOpenSurvey(app);
		await answerAll(app, kept);
		await answerAll(app, own);
		const rows = await app.db.selectFrom('ballot').select('ct').execute();
		expect(rows).toHaveLength(20);
		expect(new Set(rows.map(({ ct }) => ct.length)).size).toBe(1);
		const folder = join(app.config.secretsDir, kept.surveyId);
		expect(readdirSync(folder).sort()).toEqual(['log.key', 'pepper']);
	});
});

/** Every value of the tables of custody. */
async function keyMaterial(app: App): Promise<Buffer> {
	const custodians = await app.db.selectFrom('custodian').selectAll().execute();
	const shares = await app.db.selectFrom('key_share').selectAll().execute();
	const surveys = await app.db.selectFrom('survey').selectAll().execute();
	const values = [...custodians, ...shares, ...surveys].flatMap((row) => Object.values(row));
	return Buffer.concat(values.filter((value) => Buffer.isBuffer(value)));
}

function secretsAndKeys(app: App, rows: Buffer): Buffer {
	const files = readdirSync(app.config.secretsDir, { recursive: true, withFileTypes: true });
	const contents = files
		.filter((file) => file.isFile())
		.map((file) => readFileSync(join(file.parentPath, file.name)));
	return Buffer.concat([...contents, rows]);
}

describeEachEngine('before opening', (engine) => {
	test('all three have to rehearse, each with the sheet that was made', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeTrusteeDraft(app);
		const opening = () => openSurvey(app, surveyId, by);
		await expect(opening()).rejects.toThrow('sheets_not_rehearsed');
		const sheets = await makeSheets(app, await keySetIdOf(app, surveyId), by);
		await rehearseOne(app, sheets, 1);
		await rehearseOne(app, sheets, 2);
		await expect(opening()).rejects.toThrow('sheets_not_rehearsed');
		const another = holderKeyOf(randomBytes(16));
		await expect(rehearseOne(app, sheets, 3, another)).rejects.toThrow('rehearsal_failed');
		await expect(rehearseOne(app, sheets, 3, sheets.keys[1])).rejects.toThrow('rehearsal_failed');
		await expect(opening()).rejects.toThrow('sheets_not_rehearsed');
		await rehearseOne(app, sheets, 3);
		await rehearseOne(app, sheets, 3);
		await opening();
		expect(await stateOf(app, surveyId)).toBe('open');
	});

	test('a rehearsal cannot be replayed or sent without its proof', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeTrusteeDraft(app);
		const sheets = await makeSheets(app, await keySetIdOf(app, surveyId), by);
		await rehearseAll(app, sheets);
		const token = sheets.tokens[0];
		for (const rehearsal of [
			{ points: {}, proof: new Uint8Array(32) },
			{ points: { [surveyId]: {} }, proof: new Uint8Array(0) },
			{ points: { [surveyId]: { '12': 'zz' } }, proof: new Uint8Array(32) }
		])
			await expect(rehearse(app.db, app.clock, token, rehearsal)).rejects.toThrow(
				'rehearsal_failed'
			);
		await expect(
			rehearse(app.db, app.clock, 'A'.repeat(22), { points: {}, proof: new Uint8Array(32) })
		).rejects.toThrow('invitation_unknown');
	});

	test('a lost sheet is made again, and then all three rehearse again', async () => {
		const app = await engine.createApp();
		const survey = await makeTrusteeDraft(app, { codes: 12 });
		const { surveyId, by } = survey;
		const keySetId = await keySetIdOf(app, surveyId);
		const sheets = await makeSheets(app, keySetId, by);
		await rehearseAll(app, sheets);
		await clearPlace(app.db, app.clock, { keySetId, idx: 2 }, by);
		await expect(openSurvey(app, surveyId, by)).rejects.toThrow('sheets_not_rehearsed');
		const { token, seed } = await makeOneSheet(app, keySetId, 2, by);
		const remade = {
			...sheets,
			tokens: sheets.tokens.with(1, token),
			keys: sheets.keys.with(1, holderKeyOf(seed))
		};
		await expect(openSurvey(app, surveyId, by)).rejects.toThrow('sheets_not_rehearsed');
		await rehearseAll(app, remade);
		await openSurvey(app, surveyId, by);
		await answerAll(app, survey);
		await closeSurvey(app, surveyId, by);
		await expect(openWithTwo(app, { ...survey, sheets }, [1, 2])).rejects.toThrow('wrong_box_key');
		await openWithTwo(app, { ...survey, sheets: remade }, [2, 3]);
		expect(await stateOf(app, surveyId)).toBe('counted');
	});

	test('a place is taken once, by somebody who is neither the chair nor another holder', async () => {
		const app = await engine.createApp();
		const { surveyId, by, unionId } = await makeTrusteeDraft(app);
		await makeChair(app, unionId, { name: '李主席', startedOn: '2022-01-01' });
		const keySetId = await keySetIdOf(app, surveyId);
		const { token } = await makeOneSheet(app, keySetId, 1, by);
		const { publicKey } = holderKeyOf(randomBytes(16));
		const make = (link: string, name: string, key = publicKey) =>
			makeSheet(app.db, app.clock, link, { name, publicKey: key });
		await expect(make(token, '另一人')).rejects.toThrow('sheet_made_already');
		const second = await inviteHolder(app.db, app.clock, { keySetId, idx: 2 }, by);
		await expect(make(second, '李主席')).rejects.toThrow('holder_is_chair');
		await expect(make(second, '保管人1')).rejects.toThrow('holder_twice');
		await expect(make(second, '王芳', new Uint8Array(32))).rejects.toThrow('bad_public_key');
		const newer = await inviteHolder(app.db, app.clock, { keySetId, idx: 2 }, by);
		await expect(make(second, '王芳')).rejects.toThrow('invitation_unknown');
		await make(newer, '王芳');
	});

	test('nobody opens a box who has come to chair the union since', async () => {
		const app = await engine.createApp();
		const { surveyId, by, unionId } = await makeTrusteeDraft(app);
		const sheets = await makeSheets(app, await keySetIdOf(app, surveyId), by);
		await rehearseAll(app, sheets);
		await makeChair(app, unionId, { name: '保管人2', startedOn: '2026-11-01' });
		await expect(openSurvey(app, surveyId, by)).rejects.toThrow('holder_is_chair');
	});

	test('points that contradict another holder stop the rehearsal', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeTrusteeDraft(app);
		const sheets = await makeSheets(app, await keySetIdOf(app, surveyId), by);
		await rehearseOne(app, sheets, 1);
		// As if holder 1 had been shown another public key of holder 2.
		const forged = holderKeyOf(randomBytes(16));
		const keys = [sheets.keys[0], forged, sheets.keys[2]].map((key) => key?.publicKey);
		expect(keys).toHaveLength(3);
		await app.db
			.updateTable('custodian')
			.set({ public_key: Buffer.from(forged.publicKey) })
			.where('key_set_id', '=', sheets.keySetId)
			.where('idx', '=', 2)
			.execute();
		await expect(rehearseOne(app, sheets, 3)).rejects.toThrow('sheets_disagree');
	});

	test('the custody is chosen in a draft only, and a draft takes its sheets with it', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeTrusteeDraft(app);
		await chooseCustody(app, surveyId, { custody: 'server' }, by);
		expect(await app.db.selectFrom('key_set').selectAll().execute()).toEqual([]);
		const open = await makeTrusteeSurvey(app);
		await expect(chooseCustody(app, open.surveyId, { custody: 'server' }, open.by)).rejects.toThrow(
			'wrong_state'
		);
		const draft = await makeTrusteeDraft(app);
		await makeSheets(app, await keySetIdOf(app, draft.surveyId), draft.by);
		await deleteDraft(app.db, app.clock, draft.surveyId, draft.by);
		expect(await app.db.selectFrom('key_set').selectAll().execute()).toHaveLength(1);
	});
});

describeEachEngine('after opening', (engine) => {
	test('nothing of the sheets can be changed, not even by SQL', async () => {
		const app = await engine.createApp();
		const { surveyId, sheets, by } = await makeTrusteeSurvey(app);
		const { db } = app;
		await expect(
			clearPlace(db, app.clock, { keySetId: sheets.keySetId, idx: 1 }, by)
		).rejects.toThrow('wrong_state');
		const changes = [
			db.updateTable('custodian').set({ public_key: Buffer.alloc(32) }),
			db.updateTable('custodian').set({ name: '别人' }),
			db.updateTable('custodian').set({ locked: 0 }),
			db.updateTable('survey_key_set').set({ locked: 0 }),
			db.updateTable('survey').set({ custody: 'server' as const })
		];
		for (const change of changes)
			await expect(change.execute()).rejects.toThrow('frozen at opening');
		await expect(
			db.deleteFrom('survey_key_set').where('survey_id', '=', surveyId).execute()
		).rejects.toThrow('stay');
		await expect(db.deleteFrom('custodian').execute()).rejects.toThrow('stay');
	});

	test('entry 0 of the log says who holds which public key, and its points add up to the tally key', async () => {
		const app = await engine.createApp();
		const { surveyId, sheets } = await makeTrusteeSurvey(app);
		const { payload } = await app.db
			.selectFrom('log')
			.select('payload')
			.where('survey_id', '=', surveyId)
			.where('seq', '=', 0)
			.executeTakeFirstOrThrow();
		const entry = JSON.parse(payload.toString()) as {
			tally_key: string;
			trustees: { holders: { role: string; public_key: string }[]; points: Record<string, string> };
		};
		expect(entry.trustees.holders).toEqual(
			['reviewer', 'representative', 'auditor'].map((role, index) => ({
				role,
				public_key: Buffer.from(sheets.keys[index]?.publicKey ?? []).toString('hex')
			}))
		);
		const point = (pair: string) => Buffer.from(entry.trustees.points[pair] ?? '', 'hex');
		const sum = boxPublicKey({ '12': point('12'), '13': point('13'), '23': point('23') });
		expect(Buffer.from(sum).toString('hex')).toBe(entry.tally_key);
		expect(payload.toString()).not.toContain('保管人');
	});
});

describeEachEngine('sheets for many surveys', (engine) => {
	async function makeShared(app: App) {
		const unionId = await makeUnion(app, { level: 'county' });
		const first = await makeDraft(app, { unionId: await childOf(app, unionId), codes: 12 });
		const second = await makeDraft(app, { unionId: await childOf(app, unionId), codes: 12 });
		const keySet = { unionId, title: '2026年度' };
		const keySetId = await createSharedKeySet(app.db, app.clock, keySet, first.by);
		return { keySetId, first, second };
	}

	async function childOf(app: App, parentId: string): Promise<string> {
		const unionId = await makeUnion(app, { parentId });
		await makeChair(app, unionId);
		return unionId;
	}

	test('open each survey with its own key: one opening says nothing about the others', async () => {
		const app = await engine.createApp();
		const { keySetId, first, second } = await makeShared(app);
		const choice = { custody: 'trustees', sharedSetId: keySetId } as const;
		for (const { surveyId, by } of [first, second]) await chooseCustody(app, surveyId, choice, by);
		const sheets = await makeSheets(app, keySetId, first.by);
		await rehearseAll(app, sheets);
		for (const { surveyId, by } of [first, second]) await openSurvey(app, surveyId, by);
		for (const survey of [first, second]) await answerAll(app, survey);
		for (const { surveyId, by } of [first, second]) await closeSurvey(app, surveyId, by);
		const key = keyOfTwo(sheets, first.surveyId, [1, 2]);
		await expect(
			openWithSheets(app, second.surveyId, { key: Buffer.from(key), holders: [1, 2] }, second.by)
		).rejects.toThrow('wrong_box_key');
		await openWithTwo(app, { ...first, sheets }, [1, 2]);
		expect(await stateOf(app, second.surveyId)).toBe('closed');
		await openWithTwo(app, { ...second, sheets }, [2, 3]);
		for (const { surveyId } of [first, second])
			expect((await listSurveyResults(app.db, surveyId)).map((row) => row.satisfied)).toEqual([
				9, 9
			]);
	});

	test('a survey that joins later is rehearsed on its own; other unions cannot join', async () => {
		const app = await engine.createApp();
		const { keySetId, first, second } = await makeShared(app);
		const choice = { custody: 'trustees', sharedSetId: keySetId } as const;
		await chooseCustody(app, first.surveyId, choice, first.by);
		const sheets = await makeSheets(app, keySetId, first.by);
		await rehearseAll(app, sheets);
		await openSurvey(app, first.surveyId, first.by);
		await chooseCustody(app, second.surveyId, choice, second.by);
		await expect(openSurvey(app, second.surveyId, second.by)).rejects.toThrow(
			'sheets_not_rehearsed'
		);
		await rehearseAll(app, sheets);
		await openSurvey(app, second.surveyId, second.by);
		const outside = await makeDraft(app);
		await expect(chooseCustody(app, outside.surveyId, choice, outside.by)).rejects.toThrow(
			'not_found'
		);
	});
});
