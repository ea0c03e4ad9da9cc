import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seal } from '$lib/server/ballots/hpke';
import { toHex } from '$lib/domain/verify/bytes';
import { leafHash, rootOfLeaves } from '$lib/domain/verify/merkle';
import { findFrozenSurvey } from '$lib/server/ballots/frozen-survey';
import { SecretError } from '$lib/server/ballots/survey-secrets';
import type { App } from '$lib/server/app';
import { transaction } from '$lib/server/database/transaction';
import { closeBox } from '$lib/server/ballots/close-box';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { voidSurvey } from '$lib/server/surveys/void-survey';
import { openedBox, surveyRow } from '../support/box';
import { describeEachEngine } from '../support/engines';
import { makeOpenSurvey, satisfied, submit } from '../support/open-survey';

const shut = (app: App, surveyId: string) => transaction(app.db, (trx) => closeBox(trx, surveyId));

function readLog(app: App, surveyId: string) {
	return app.db
		.selectFrom('log')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.orderBy('seq')
		.execute();
}

describeEachEngine('openBox', (engine) => {
	test('counts what was answered, question by question, and gives the comments without their ballots', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app, { codes: 250 });
		const options = ['satisfied', 'basically_satisfied', 'dissatisfied', 'unsure'];
		await Promise.all(
			codes.map((code, index) =>
				submit(app, surveyId, code, {
					answers: {
						'home.overall': options[index % 4],
						'chair.overall': 'satisfied',
						'home.rights': index < 100 ? 'dissatisfied' : '',
						'home.comment': index < 100 ? `意见${index}` : ''
					}
				})
			)
		);
		await shut(app, surveyId);
		const { counts, comments, ballots } = await openedBox(app, surveyId);
		const none = { satisfied: 0, basically_satisfied: 0, dissatisfied: 0, unsure: 0 };
		const all = { ...none, blank: 0, invalid: 0 };
		expect(ballots).toBe(250);
		expect(counts.get('home.overall')).toEqual({
			...{ satisfied: 63, basically_satisfied: 63, dissatisfied: 62, unsure: 62 },
			...{ blank: 0, invalid: 0 }
		});
		expect(counts.get('chair.overall')).toEqual({ ...all, satisfied: 250 });
		expect(counts.get('home.rights')).toEqual({ ...all, dissatisfied: 100, blank: 150 });
		expect(counts.get('chair.duty')).toEqual({ ...all, blank: 250 });
		const written = Array.from({ length: 100 }, (_, index) => `意见${index}`);
		expect(comments.map(({ body }) => body)).not.toEqual(written);
		expect(comments.map(({ body }) => body).sort()).toEqual(written.sort());
		expect(new Set(comments.map(({ questionId }) => questionId))).toEqual(
			new Set(['home.comment'])
		);
	});

	test('shuffles the comments anew each time', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app, { codes: 30 });
		for (const code of codes) {
			const answers = { ...satisfied, 'home.comment': code };
			await submit(app, surveyId, code, { answers });
		}
		await shut(app, surveyId);
		const orders = [await openedBox(app, surveyId), await openedBox(app, surveyId)].map(
			({ comments }) => comments.map(({ body }) => body).join()
		);
		expect(orders[0]).not.toBe(orders[1]);
	});

	test('a ballot that cannot be opened or read is invalid for every question', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		await submit(app, surveyId, codes[0]);
		const frozen = await findFrozenSurvey(app, surveyId);
		if (!frozen) throw new Error('not open');
		const forged = [
			randomBytes(1265),
			Buffer.alloc(0),
			seal(frozen.tallyKey, frozen.context, Buffer.from('short')),
			seal(frozen.tallyKey, { ...frozen.context, aad: randomBytes(32) }, Buffer.alloc(1217, 1))
		];
		const rows = forged.map((ct, index) => ({ survey_id: surveyId, seq: 100 + index, ct }));
		await app.db.insertInto('ballot').values(rows).execute();
		await shut(app, surveyId);
		const { counts, ballots } = await openedBox(app, surveyId);
		expect(ballots).toBe(5);
		expect(counts.get('home.overall')).toMatchObject({ satisfied: 1, invalid: 4 });
		expect(counts.get('chair.duty')).toMatchObject({ blank: 1, invalid: 4 });
	});

	test('a ballot moved into another survey cannot be opened there', async () => {
		const app = await engine.createApp();
		const [from, to] = [await makeOpenSurvey(app), await makeOpenSurvey(app)];
		await submit(app, from.surveyId, from.codes[0]);
		const { ct } = await app.db.selectFrom('ballot').select('ct').executeTakeFirstOrThrow();
		await app.db.insertInto('ballot').values({ survey_id: to.surveyId, seq: 1, ct }).execute();
		await shut(app, to.surveyId);
		expect((await openedBox(app, to.surveyId)).counts.get('home.overall')?.invalid).toBe(1);
	});

	test('stays shut while ballots are accepted, and without its key', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		await submit(app, surveyId, codes[0]);
		await expect(openedBox(app, surveyId)).rejects.toThrow('not shut');
		await shut(app, surveyId);
		rmSync(join(app.config.secretsDir, surveyId, 'box.key'));
		await expect(openedBox(app, surveyId)).rejects.toThrow(SecretError);
	});
});

describeEachEngine('the log of a survey', (engine) => {
	test('begins with everything that was frozen', async () => {
		const app = await engine.createApp();
		const { surveyId, unionId } = await makeOpenSurvey(app, { codes: 7, eligible: 9 });
		const [entry] = await readLog(app, surveyId);
		const survey = await surveyRow(app, surveyId);
		const macs = await app.db.selectFrom('code').select('mac').execute();
		const sorted = macs.map(({ mac }) => mac).sort((a, b) => a.compare(b));
		const header = JSON.parse(entry?.payload.toString() ?? '');
		expect(header).toMatchObject({
			...{ survey: surveyId, union: unionId, year: 2026, mode: 'slip', custody: 'server' },
			...{ eligible: 9, electorate: 'members', issued: 7, codes: 7 },
			...{ min_turnout: { num: 2, den: 3 }, consent: false },
			subjects: [{ subject: 'chair' }, { subject: 'home', person: null }],
			questionnaire_hash: survey.questionnaire_hash?.toString('hex'),
			tally_key: survey.tally_key?.toString('hex'),
			log_key: expect.stringMatching(/^[0-9a-f]{64}$/),
			codes_root: toHex(rootOfLeaves(sorted.map(leafHash))),
			rules: { rate: { id: 'broad' } },
			...{ opened_at: survey.opened_at, closes_at: survey.closes_at }
		});
		expect(Object.keys(header)).toEqual(Object.keys(header).sort());
	});

	test('has no private key in it, nor has any table', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeOpenSurvey(app);
		const secrets = ['pepper', 'box.key', 'log.key'].map((name) =>
			readFileSync(join(app.config.secretsDir, surveyId, name))
		);
		for (const file of await engine.dataFiles(app)) {
			const bytes = readFileSync(file);
			for (const secret of secrets) {
				expect(bytes.includes(secret)).toBe(false);
				expect(bytes.includes(secret.toString('hex'))).toBe(false);
			}
		}
	});

	test('has an entry per ballot: receipt and hash of the ciphertext, and one at the end', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeOpenSurvey(app);
		for (const code of codes.slice(0, 3)) await submit(app, surveyId, code);
		const ballots = await app.db.selectFrom('ballot').selectAll().orderBy('seq').execute();
		await closeSurvey(app, surveyId, by);
		const log = await readLog(app, surveyId);
		expect(log.map(({ seq, type }) => `${seq} ${type}`)).toEqual([
			...['0 open', '1 ballot', '2 ballot', '3 ballot', '4 close', '5 count']
		]);
		for (const { seq, ct } of ballots) {
			const payload = log[seq]?.payload ?? Buffer.alloc(0);
			expect(payload).toHaveLength(42);
			expect(payload.subarray(10)).toEqual(createHash('sha256').update(ct).digest());
		}
		expect(JSON.parse(log[4]?.payload.toString() ?? '')).toEqual({
			ballots: 3,
			checkpoints: [[1, expect.stringMatching(/^[0-9a-f]{64}$/)]]
		});
	});

	test('says when a survey was made void, before or after closing', async () => {
		const app = await engine.createApp();
		const [early, late] = [await makeOpenSurvey(app), await makeOpenSurvey(app)];
		await voidSurvey(app.db, app.clock, early.surveyId, '重复', early.by);
		await closeSurvey(app, late.surveyId, late.by);
		await voidSurvey(app.db, app.clock, late.surveyId, '重复', late.by);
		const types = async (id: string) => (await readLog(app, id)).map(({ type }) => type);
		expect(await types(early.surveyId)).toEqual(['open', 'void']);
		expect(await types(late.surveyId)).toEqual(['open', 'close', 'count', 'void']);
	});

	test('cannot be changed or shortened, nor can a ballot be changed', async () => {
		const app = await engine.createApp();
		const { surveyId, codes } = await makeOpenSurvey(app);
		await submit(app, surveyId, codes[0]);
		const change = { payload: Buffer.alloc(42) };
		await expect(app.db.updateTable('log').set(change).execute()).rejects.toThrow('append only');
		await expect(app.db.deleteFrom('log').execute()).rejects.toThrow('append only');
		const other = app.db.updateTable('ballot').set({ ct: Buffer.alloc(1265) });
		await expect(other.execute()).rejects.toThrow('sealed');
	});
});
