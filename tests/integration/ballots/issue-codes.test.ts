import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { normaliseCode } from '$lib/domain/ballot-code';
import { issueCodes } from '$lib/server/ballots/issue-codes';
import { toHex } from '$lib/domain/verify/bytes';
import { leafHash, rootOfLeaves } from '$lib/domain/verify/merkle';
import { SecretError } from '$lib/server/ballots/survey-secrets';
import { Refused } from '$lib/server/refusals';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { surveyRow } from '../support/box';
import { testClock } from '../support/clock';
import { describeEachEngine } from '../support/engines';
import { makeDraft, makeOpenSurvey, submit } from '../support/open-survey';
import { secondServer } from '../support/second-server';

const keep = (size: number) => ({ size, voidUnused: false });
const replace = (size: number) => ({ size, voidUnused: true });

describeEachEngine('issueCodes', (engine) => {
	test('gives different whole codes, and keeps only their MACs, in no order of printing', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app, { codes: 0, eligible: 200 });
		const codes = await issueCodes(app, surveyId, keep(200), by);
		expect(new Set(codes).size).toBe(200);
		for (const code of codes) expect(normaliseCode(code)).toEqual({ ok: true, code });
		expect([...codes].sort()).not.toEqual(codes);
		expect(await app.db.selectFrom('code').select('mac').execute()).toHaveLength(200);
		for (const file of await engine.dataFiles(app)) {
			const bytes = readFileSync(file);
			for (const code of codes) expect(bytes.includes(code)).toBe(false);
		}
	});

	test('is on record: batch, issued, audit', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app, { codes: 6, eligible: 10 });
		await issueCodes(app, surveyId, keep(4), by);
		const batches = await app.db.selectFrom('code_batch').selectAll().orderBy('seq').execute();
		expect(batches).toMatchObject([
			{ seq: 1, size: 6, voided_before: 0, issued_by: by, day: '2026-11-22' },
			{ seq: 2, size: 4, voided_before: 0 }
		]);
		expect((await surveyRow(app, surveyId)).issued).toBe(10);
		const audit = await app.db
			.selectFrom('audit')
			.selectAll()
			.where('action', '=', 'issue')
			.execute();
		expect(audit.map(({ user_id, noun_id }) => [user_id, noun_id])).toEqual([
			[by, surveyId],
			[by, surveyId]
		]);
	});

	test('never gives more codes than members', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app, { codes: 6, eligible: 10 });
		const refused = new Refused('too_many_codes');
		await expect(issueCodes(app, surveyId, keep(5), by)).rejects.toThrow(refused);
		await expect(issueCodes(app, surveyId, keep(11), by)).rejects.toThrow(refused);
		await expect(issueCodes(app, surveyId, replace(11), by)).rejects.toThrow(refused);
		await expect(issueCodes(app, surveyId, keep(0), by)).rejects.toThrow(RangeError);
		expect(await app.db.selectFrom('code').select('mac').execute()).toHaveLength(6);
		expect(await issueCodes(app, surveyId, keep(4), by)).toHaveLength(4);
		await expect(issueCodes(app, surveyId, keep(1), by)).rejects.toThrow(refused);
		expect(await issueCodes(app, surveyId, replace(10), by)).toHaveLength(10);
	});

	test('the bound holds when several are printed at once', async () => {
		const app = await engine.createApp();
		const second = await secondServer(engine, app);
		const { surveyId, by } = await makeDraft(app, { codes: 0, eligible: 10 });
		const orders = [app, second, app, second].map((one) => issueCodes(one, surveyId, keep(4), by));
		const results = await Promise.allSettled(orders);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
		expect((await surveyRow(app, surveyId)).issued).toBe(8);
		// Whoever printed first, all codes hang on one pepper.
		const codes = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
		await openSurvey(app, surveyId, by);
		for (const code of codes) expect((await submit(app, surveyId, code)).kind).toBe('accepted');
	});

	test('a new batch makes the unused codes void, and no ballot already cast', async () => {
		const app = await engine.createApp();
		const { surveyId, codes, by } = await makeOpenSurvey(app, { codes: 5, eligible: 10 });
		await submit(app, surveyId, codes[0]);
		await submit(app, surveyId, codes[1]);
		const fresh = await issueCodes(app, surveyId, replace(8), by);
		expect((await surveyRow(app, surveyId)).issued).toBe(10);
		const kinds = await Promise.all(codes.map((code) => submit(app, surveyId, code)));
		expect(kinds.map(({ kind }) => kind)).toEqual(['used', 'used', 'voided', 'voided', 'voided']);
		expect((await submit(app, surveyId, fresh[0])).kind).toBe('accepted');
		const spent = await app.db.selectFrom('spent').select(['kind', 'retry_tag']).execute();
		expect(spent.filter(({ kind }) => kind === 'void')).toHaveLength(3);
		expect(new Set(spent.map((row) => row.retry_tag.toString('hex'))).size).toBe(6);
	});

	test('a batch for an open survey is an entry of its log, with the root of all codes', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeOpenSurvey(app, { codes: 5, eligible: 10 });
		await issueCodes(app, surveyId, replace(7), by);
		const macs = await app.db.selectFrom('code').select('mac').execute();
		const sorted = macs.map(({ mac }) => mac).sort((a, b) => a.compare(b));
		const log = await app.db.selectFrom('log').selectAll().orderBy('seq').execute();
		expect(log.map(({ seq, type }) => [seq, type])).toEqual([
			[0, 'open'],
			[1, 'batch']
		]);
		expect(JSON.parse(log[1]?.payload.toString() ?? '')).toEqual({
			...{ batch: 2, size: 7, voided: 5, issued: 7, codes: 12, reissue: true },
			checkpoints: [[1, expect.stringMatching(/^[0-9a-f]{64}$/)]],
			codes_root: toHex(rootOfLeaves(sorted.map(leafHash)))
		});
	});

	test('voiding and answering at once: each code is either used or void', async () => {
		const app = await engine.createApp();
		const second = await secondServer(engine, app);
		const { surveyId, codes, by } = await makeOpenSurvey(app, { codes: 40, eligible: 80 });
		const [outcomes] = await Promise.all([
			Promise.all(codes.map((code) => submit(app, surveyId, code))),
			issueCodes(second, surveyId, replace(5), by)
		]);
		const accepted = outcomes.filter(({ kind }) => kind === 'accepted').length;
		expect(outcomes.filter(({ kind }) => kind === 'voided')).toHaveLength(40 - accepted);
		expect((await surveyRow(app, surveyId)).issued).toBe(accepted + 5);
	});

	test('only a draft or an open survey gets codes, and only until it ends', async () => {
		const clock = testClock();
		const app = await engine.createApp({ clock });
		const { surveyId, by } = await makeOpenSurvey(app, { codes: 1, eligible: 10, hours: 1 });
		await expect(issueCodes(app, 'zzzzzzzz', keep(1), by)).rejects.toThrow(
			new Refused('not_found')
		);
		clock.advance(60);
		const wrong = new Refused('wrong_state');
		await expect(issueCodes(app, surveyId, keep(1), by)).rejects.toThrow(wrong);
		clock.advance(-1);
		await issueCodes(app, surveyId, keep(1), by);
		await closeSurvey(app, surveyId, by);
		await expect(issueCodes(app, surveyId, keep(1), by)).rejects.toThrow(wrong);
	});

	test('a lost pepper is reported, never replaced', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app, { codes: 5, eligible: 10 });
		const pepper = join(app.config.secretsDir, surveyId, 'pepper');
		rmSync(pepper);
		await expect(issueCodes(app, surveyId, keep(1), by)).rejects.toThrow(SecretError);
		expect(existsSync(pepper)).toBe(false);
	});

	test('20,000 codes at once, and void again', async () => {
		const app = await engine.createApp();
		const { surveyId, by } = await makeDraft(app, { codes: 0, eligible: 20_000 });
		expect(await issueCodes(app, surveyId, keep(20_000), by)).toHaveLength(20_000);
		await issueCodes(app, surveyId, replace(1), by);
		expect((await surveyRow(app, surveyId)).issued).toBe(1);
	});
});
