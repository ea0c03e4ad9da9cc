import { expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { groupFingerprint } from '$lib/domain/verify/fingerprint';
import { readCodeRoom } from '$lib/server/ballots/code-room';
import { findFingerprint, signReceipt } from '$lib/server/ballots/sign-receipt';
import { openSurvey } from '$lib/server/surveys/open-survey';
import { renderPoster } from '$lib/server/slips/poster';
import { printSlips, slipText, type PrintOrder } from '$lib/server/slips/print-slips';
import { countPrinted, listBatches, showBatches } from '$lib/server/surveys/list-batches';
import { setPublicAddress } from '$lib/server/settings/public-address';
import { surveyRow } from '../support/box';
import { describeEachEngine } from '../support/engines';
import { makeDraft, makeOpenSurvey, submit, type TestSurvey } from '../support/open-survey';
import { scanSvg } from '../support/scan-svg';

async function readBoth(app: App, { surveyId }: Pick<TestSurvey, 'surveyId'>) {
	const survey = await surveyRow(app, surveyId);
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', survey.union_id)
		.executeTakeFirstOrThrow();
	return { survey, union };
}

/** Prints and reads the whole document. */
async function print(app: App, test: TestSurvey, order: Partial<PrintOrder>): Promise<string> {
	const { survey, union } = await readBoth(app, test);
	const rest = { size: 3, voidUnused: false, batchesBefore: 0, by: test.by, ...order };
	return new Response(await printSlips(app, { survey, union, ...rest })).text();
}

const slipsIn = (html: string) => [...html.matchAll(/<article>.*?<\/article>/gs)].map(([s]) => s);
const codeOn = (slip: string) =>
	/<p class="c">([\d ]+)<\/p>/.exec(slip)?.[1]?.replaceAll(' ', '') ?? '';

describeEachEngine('printed slips', (engine) => {
	it('carry the address and their own code, once in print and once as QR', async () => {
		const app = await engine.createApp();
		const test = await makeDraft(app, { codes: 0, eligible: 25 });
		await setPublicAddress(app, 'https://pj.example.org', test.by);
		const slips = slipsIn(await print(app, test, { size: 25 }));
		expect(new Set(slips.map(codeOn)).size).toBe(25);
		for (const slip of slips) {
			expect(codeOn(slip)).toMatch(/^\d{16}$/);
			expect(scanSvg(slip)).toBe(`https://pj.example.org/s/${test.surveyId}#${codeOn(slip)}`);
			expect(slip).toContain(`pj.example.org/s/${test.surveyId}`);
		}
	});

	it('answer once each', async () => {
		const app = await engine.createApp();
		const test = await makeDraft(app, { codes: 0 });
		const codes = slipsIn(await print(app, test, { size: 10 })).map(codeOn);
		await openSurvey(app, test.surveyId, test.by);
		for (const code of codes)
			expect(await submit(app, test.surveyId, code)).toMatchObject({ kind: 'accepted' });
		expect(await submit(app, test.surveyId, codes[0])).toEqual({ kind: 'used' });
	});

	it('are not printed again by a reload, nor made void by it', async () => {
		const app = await engine.createApp();
		const test = await makeDraft(app, { codes: 0 });
		await print(app, test, { size: 5 });
		await expect(print(app, test, { size: 5, voidUnused: true })).rejects.toMatchObject({
			code: 'slips_printed_already'
		});
		expect(await listBatches(app.db, test.surveyId)).toMatchObject([{ seq: 1, size: 5 }]);
	});

	it('replace those before them that were not used', async () => {
		const app = await engine.createApp();
		const test = await makeOpenSurvey(app, { codes: 10 });
		await submit(app, test.surveyId, test.codes[0]);
		const order = { size: 9, voidUnused: true, batchesBefore: 1 };
		const [slip] = slipsIn(await print(app, test, order));
		expect(await submit(app, test.surveyId, test.codes[1])).toEqual({ kind: 'voided' });
		expect(await submit(app, test.surveyId, codeOn(slip!))).toMatchObject({ kind: 'accepted' });
	});

	it('differ in nothing but the code; batch, number and day stand on the record only', async () => {
		const app = await engine.createApp();
		const html = await print(app, await makeDraft(app, { codes: 0 }), { size: 7 });
		const blank = (slip: string) => slip.replace(/ d="[^"]*"|viewBox="[^"]*"|[\d ]{19}/g, '');
		expect(new Set(slipsIn(html).map(blank)).size).toBe(1);
		const record = /<section class="page cover">.*?<\/section>/s.exec(html)?.[0];
		for (const fact of ['第 1 批', '7 张', '2026-11-22']) expect(record).toContain(fact);
		expect(slipsIn(html).join('')).not.toContain('2026-11-22');
	});

	it('escape what a union is called', async () => {
		const app = await engine.createApp();
		const test = await makeDraft(app, { codes: 0 });
		await app.db.updateTable('union').set({ name: '<script>x</script>&"工会"' }).execute();
		const html = await print(app, test, { size: 1 });
		expect(html).not.toContain('<script>x');
		expect(html).toContain('&lt;script&gt;x&lt;/script&gt;&amp;&quot;工会&quot;');
	});
});

describeEachEngine('what is shown of printed codes', (engine) => {
	it('does not tell how many are used before the box is opened', async () => {
		const app = await engine.createApp();
		const test = await makeOpenSurvey(app, { codes: 30, eligible: 60 });
		for (const code of test.codes.slice(0, 13)) await submit(app, test.surveyId, code);
		await print(app, test, { size: 20, voidUnused: true, batchesBefore: 1 });
		const batches = await listBatches(app.db, test.surveyId);
		expect(batches[1]).toMatchObject({ voided_before: 17 });
		const { reissues } = await readCodeRoom(app.db, await surveyRow(app, test.surveyId));
		expect(showBatches(batches, reissues).map(({ voided }) => voided)).toEqual([null, 'unknown']);
		expect(showBatches(batches, null)[1]).toMatchObject({ voided: 17 });
		expect(countPrinted(batches)).toBe(50);
	});
});

describeEachEngine('the poster', (engine) => {
	it('has one QR code of the address, and no code', async () => {
		const app = await engine.createApp();
		const { surveyId } = await makeDraft(app, { codes: 0 });
		const { survey, union } = await readBoth(app, { surveyId });
		const html = renderPoster({
			text: slipText(survey, union, 'https://pj.example.org', null),
			open: false,
			...{ opensAt: survey.opens_at, closesAt: survey.closes_at, warning: null, back: '/office' }
		});
		expect(html.match(/<svg/g)).toHaveLength(1);
		expect(scanSvg(html)).toBe(`https://pj.example.org/s/${surveyId}`);
		expect(html).toContain('2026年12月2日 09:00');
		expect(html).toContain('还没有问卷指纹');
	});

	it('names the fingerprint that receipts carry, once the survey is open; so do slips printed then', async () => {
		const app = await engine.createApp();
		const test = await makeOpenSurvey(app, { codes: 2, eligible: 10 });
		const outcome = await submit(app, test.surveyId, test.codes[0]);
		if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
		const { survey, union } = await readBoth(app, test);
		const fingerprint = await findFingerprint(app, test.surveyId);
		const receipt = await signReceipt(app, test.surveyId, outcome.receipt);
		expect(receipt).toMatchObject({ fingerprint });
		const printed = groupFingerprint(fingerprint ?? '');
		const text = slipText(survey, union, 'https://pj.example.org', fingerprint);
		const dates = { opensAt: survey.opens_at, closesAt: survey.closes_at };
		const notice = renderPoster({ text, ...dates, open: false, warning: null, back: '/office' });
		expect(notice).toContain(printed);
		expect(notice).toContain(`pj.example.org/verify/${test.surveyId}`);
		const slips = slipsIn(await print(app, test, { size: 3, batchesBefore: 1 }));
		for (const slip of slips) expect(slip).toContain(printed);
	});
});
