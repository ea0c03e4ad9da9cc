import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import writeExcel from 'write-excel-file/node';
import { expect, test } from 'vitest';
import { MAX_FILE_BYTES, MAX_FILES_PER_CRITERION, PART_BYTES } from '$lib/domain/evidence-limit';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '$lib/server/app';
import { readSheet } from '$lib/server/assessments/read-sheet';
import type { SheetKey } from '$lib/server/assessments/sheet-key';
import { evidencePath } from '$lib/server/evidence/evidence-store';
import { removeEvidence } from '$lib/server/evidence/remove-evidence';
import { serveEvidence } from '$lib/server/evidence/serve-evidence';
import { storePart } from '$lib/server/evidence/store-part';
import { submitApplication } from '$lib/server/rounds/submit-application';
import { returnApplication } from '$lib/server/rounds/supervise-application';
import { makeApplication, openFor } from '../support/applications';
import { testClock } from '../support/clock';
import { describeEachEngine, type Engine } from '../support/engines';
import { makeUnion, makeUser } from '../support/factories';

const criterionId = 'organisation.1.1';
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const png = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);
/** A container of Office before 2007 with one entry in its directory. */
const oldOffice = (entry: string) => {
	const bytes = Buffer.alloc(4096);
	Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
	Buffer.from(`${entry}\0`, 'utf16le').copy(bytes, 2048);
	return bytes;
};
/** An empty ZIP archive that claims a hundred times its size. */
const bomb = Buffer.concat([
	Buffer.from('504b0304140000000800', 'hex'),
	Buffer.alloc(20),
	gzipSync(Buffer.alloc(1_000_000))
]);

async function makeStory(engine: Engine) {
	const clock = testClock();
	const app = await engine.createApp({ clock });
	const unionId = await makeUnion(app);
	const [one, two] = [await makeUser(app, { unionId }), await makeUser(app, { unionId })];
	const applicationId = await makeApplication(app, unionId);
	const key = {
		...{ union: { id: unionId, path: '/' }, year: 2026 },
		rubric: app.rubrics.rubrics.grassroots
	};
	const send = (name: string, bytes: Buffer, by = one, kind: ScoreKind = 'self') =>
		sendWhole(app, key, { name, bytes, by, kind });
	const files = async () => (await readSheet(app.db, key)).details[criterionId]?.files ?? [];
	return { app, clock, key, one, two, applicationId, send, files };
}

async function sendWhole(
	app: App,
	key: SheetKey,
	{ name, bytes, by, kind }: { name: string; bytes: Buffer; by: string; kind: ScoreKind }
) {
	const upload = randomBytes(16).toString('hex');
	let answer = { stored: false, offset: 0 };
	while (!answer.stored) {
		const { offset } = answer;
		const part = { upload, name, size: bytes.length, offset };
		answer = await storePart(
			app,
			key,
			{ criterionId, kind, by },
			{ ...part, bytes: bytes.subarray(offset, offset + PART_BYTES) }
		);
	}
}

const refused = (code: string) => expect.objectContaining({ code });
const stored = (app: App) => {
	const folder = join(app.config.dataDir, 'evidence');
	return existsSync(folder)
		? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
		: [];
};

describeEachEngine('evidence files', (engine) => {
	test('are kept under a name of ours, with their hash, and come back as they went', async () => {
		const { app, key, send, files } = await makeStory(engine);
		const big = Buffer.concat([pdf, randomBytes(2 * PART_BYTES)]);
		await send('../../年度 台账(1).pdf', big);
		const [file] = await files();
		const sha256 = createHash('sha256').update(big).digest('hex');
		expect(file).toMatchObject({
			...{ name: '年度 台账(1).pdf', type: 'application/pdf', size: big.length, sha256 }
		});
		expect(stored(app).map(({ name }) => name)).toEqual([file?.id]);
		const response = await serveEvidence(app, key, file?.id ?? '');
		expect(Buffer.from(await response.arrayBuffer()).equals(big)).toBe(true);
		expect(response.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''%E5/);
		expect(response.headers.get('x-content-type-options')).toBe('nosniff');
		expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
	});

	test('of Office are given to be saved; old ones are told apart by their content', async () => {
		const { app, key, send, files } = await makeStory(engine);
		const sheet = await writeExcel([[{ value: '职工' }]]).toBuffer();
		await send('名册.xlsx', sheet);
		await send('报告.doc', oldOffice('WordDocument'));
		await send('名册.xls', oldOffice('Workbook'));
		await send('现场.PNG', png);
		const types = (await files()).map(({ type }) => type.split(/[./]/).at(-1));
		expect(types.sort()).toEqual(['ms-excel', 'msword', 'png', 'sheet']);
		for (const { id, type } of await files()) {
			const { headers } = await serveEvidence(app, key, id);
			const kind = type === 'image/png' ? 'inline' : 'attachment';
			expect(headers.get('content-disposition')).toMatch(new RegExp(`^${kind};`));
			expect(headers.get('content-security-policy')).toContain('sandbox');
		}
	});

	test.each([
		['a zip bomb called PDF', '证明.pdf', bomb],
		['a page called picture', '现场.png', Buffer.from('<html><script>alert(1)</script></html>')],
		['a picture that runs', '现场.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
		['a program', '工具.exe', Buffer.from('MZ'.padEnd(600, '\0'))],
		['a picture called document', '报告.docx', png],
		['an old container of nobody', '报告.doc', oldOffice('Nothing')],
		['a picture without an ending', '现场', png]
	])('%s is not taken', async (_, name, bytes) => {
		const { app, send, files } = await makeStory(engine);
		await expect(send(name, bytes)).rejects.toEqual(refused('file_type'));
		expect(await files()).toEqual([]);
		expect(stored(app)).toEqual([]);
	});

	test('too large, in parts that do not fit, or by a path as a number are refused', async () => {
		const { app, key, one } = await makeStory(engine);
		const belonging = { criterionId, kind: 'self' as const, by: one };
		const part = { upload: 'a'.repeat(32), name: 'x.pdf', size: pdf.length, offset: 0, bytes: pdf };
		for (const [wrong, code] of [
			[{ size: MAX_FILE_BYTES + 1 }, 'file_too_large'],
			[{ upload: '../../../../etc/passwd' }, 'bad_upload'],
			[{ size: 3 }, 'bad_upload'],
			[{ offset: -1 }, 'bad_upload'],
			[{ bytes: new Uint8Array(PART_BYTES + 1), size: PART_BYTES + 1 }, 'bad_upload']
		] as const)
			await expect(storePart(app, key, belonging, { ...part, ...wrong })).rejects.toEqual(
				refused(code)
			);
		await expect(storePart(app, key, { ...belonging, criterionId: '../x' }, part)).rejects.toEqual(
			refused('not_found')
		);
		expect(() => evidencePath(app.config, '../pingjia.sqlite')).toThrow(RangeError);
		expect(stored(app)).toEqual([]);
	});

	test('go on where the connection was lost, and a repeated last part keeps one file', async () => {
		const { app, key, one, two, files } = await makeStory(engine);
		const bytes = Buffer.concat([pdf, randomBytes(PART_BYTES)]);
		const belonging = { criterionId, kind: 'self' as const, by: one };
		const upload = 'b'.repeat(32);
		const part = (offset: number) => ({
			...{ upload, name: 'x.pdf', size: bytes.length, offset },
			bytes: bytes.subarray(offset, offset + PART_BYTES)
		});
		expect(await storePart(app, key, belonging, part(0))).toEqual({
			...{ stored: false, offset: PART_BYTES }
		});
		// The answer was lost: the same part again is not written twice.
		expect((await storePart(app, key, belonging, part(0))).offset).toBe(PART_BYTES);
		// Somebody else with the same number begins at the beginning.
		expect((await storePart(app, key, { ...belonging, by: two }, part(PART_BYTES))).offset).toBe(0);
		const last = await storePart(app, key, belonging, part(PART_BYTES));
		expect(last.stored).toBe(true);
		expect((await storePart(app, key, belonging, part(PART_BYTES))).stored).toBe(true);
		expect(await files()).toHaveLength(1);
	});

	test('are so many for a criterion, and come only while the sheet is filled in', async () => {
		const { app, send, files, applicationId } = await makeStory(engine);
		for (let n = 0; n < MAX_FILES_PER_CRITERION; n++) await send(`${n}.pdf`, pdf);
		await expect(send('more.pdf', pdf)).rejects.toEqual(refused('too_many_files'));
		await openFor(app, applicationId, 'review');
		await expect(send('late.pdf', pdf)).rejects.toEqual(refused('sheet_locked'));
		expect(await files()).toHaveLength(MAX_FILES_PER_CRITERION);
		expect(stored(app)).toHaveLength(MAX_FILES_PER_CRITERION);
	});

	test('of another sheet are not there, whatever the address', async () => {
		const { app, key, send, files } = await makeStory(engine);
		await send('a.pdf', pdf);
		const [file] = await files();
		const other = { ...key, union: { id: await makeUnion(app), path: '/' } };
		for (const wrong of [other, { ...key, year: 2025 }])
			await expect(serveEvidence(app, wrong, file?.id ?? '')).rejects.toEqual(refused('not_found'));
	});

	test('are taken away by whoever sent them, until they are handed in; a trace stays', async () => {
		const { app, clock, key, one, two, send, files, applicationId } = await makeStory(engine);
		await send('a.pdf', pdf);
		clock.advance(1);
		await send('b.pdf', pdf);
		const [a, b] = (await files()).map(({ id }) => id);
		const remove = (fileId = '', by = one) =>
			removeEvidence(app, key, { fileId, kind: 'self', by });
		await expect(remove(a, two)).rejects.toEqual(refused('not_own_file'));
		await remove(a);
		await expect(remove(a)).rejects.toEqual(refused('not_found'));
		await expect(serveEvidence(app, key, a ?? '')).rejects.toEqual(refused('not_found'));
		expect(existsSync(evidencePath(app.config, a ?? ''))).toBe(false);
		const row = app.db
			.selectFrom('evidence_file')
			.selectAll()
			.where('id', '=', a ?? '');
		expect((await row.executeTakeFirstOrThrow()).removed_by).toBe(one);
		clock.advance(1);
		await submitApplication(app, applicationId, { acknowledged: true }, one);
		await expect(remove(b)).rejects.toEqual(refused('sheet_locked'));
		clock.advance(1);
		await returnApplication(app, applicationId, { reason: '请补充', selfUntil: null }, two);
		await expect(remove(b)).rejects.toEqual(refused('file_handed_in'));
		clock.advance(1);
		await send('c.pdf', pdf);
		const fresh = (await files()).find(({ name }) => name === 'c.pdf');
		await remove(fresh?.id);
		expect((await files()).map(({ name }) => name)).toEqual(['b.pdf']);
		const acts = await app.db
			.selectFrom('audit')
			.select('action')
			.where('action', 'like', '%_file')
			.execute();
		expect(acts.map(({ action }) => action).sort()).toEqual([
			...['add_file', 'add_file', 'add_file', 'remove_file', 'remove_file']
		]);
	});
});
