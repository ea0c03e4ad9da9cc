import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { closeSurvey } from '$lib/server/surveys/close-survey';
import { encodingsOf } from '../support/encodings';
import { describeEachEngine, type Engine } from '../support/engines';
import { makeOpenSurvey, submit } from '../support/open-survey';

const ballots = 200;
const together = 10;

/** What the answers would look like if they were kept as a form or as JSON. */
const fields = ['"home.overall":', 'home.overall=', '"home.comment":', 'home.comment='];

interface Scanner {
	/** Names of the encodings found in files that changed since the last look. */
	look(): Promise<string[]>;
}

function scannerOf(engine: Engine, app: App, needles: Map<string, Buffer>): Scanner {
	let since = Date.now();
	return {
		async look() {
			const found = new Set<string>();
			// File times may be coarse; what changed a moment earlier is only read once more.
			const changedSince = since - 1000;
			since = Date.now();
			for (const file of await engine.dataFiles(app)) {
				if (statSync(file).mtimeMs < changedSince) continue;
				const bytes = readFileSync(file);
				for (const [name, needle] of needles) if (bytes.includes(needle)) found.add(name);
			}
			return [...found];
		}
	};
}

describeEachEngine('canary answers', (engine) => {
	test('lie in no file, in no encoding, after any commit before the box is opened', async () => {
		const app = await engine.createApp();
		const canary = `金丝雀-${randomBytes(8).toString('hex')}`;
		const needles = encodingsOf(canary);
		for (const field of fields) needles.set(field, Buffer.from(field));
		const scanner = scannerOf(engine, app, needles);
		const { surveyId, codes, by } = await makeOpenSurvey(app, { codes: ballots });
		for (let index = 0; index < ballots; index += together) {
			const batch = codes.slice(index, index + together);
			const outcomes = await Promise.all(
				batch.map((code, at) => submit(app, surveyId, code, { answers: answersOf(canary, at) }))
			);
			expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
			expect(await scanner.look()).toEqual([]);
		}
		// Opening releases the comments, so the same search must find them now.
		await closeSurvey(app, surveyId, by);
		expect(await scanner.look()).toContain('raw');
	});

	test('are found in every encoding where they are stored plainly', async () => {
		const app = await engine.createApp();
		const canary = `金丝雀-${randomBytes(8).toString('hex')}`;
		const answers = JSON.stringify(answersOf(canary, 0));
		const needles = encodingsOf(canary);
		for (const field of fields) needles.set(field, Buffer.from(field));
		const scanner = scannerOf(engine, app, needles);
		expect(await scanner.look()).toEqual([]);
		const forms = [Buffer.from(answers), ...spellings(answers), Buffer.from(query(canary))];
		const { surveyId } = await makeOpenSurvey(app);
		const rows = forms.map((ct, index) => ({ survey_id: surveyId, seq: 100 + index, ct }));
		for (const row of rows) await app.db.insertInto('ballot').values(row).execute();
		expect(new Set(await scanner.look())).toEqual(new Set(needles.keys()));
	});
});

function answersOf(canary: string, index: number) {
	return {
		'home.overall': index % 2 === 0 ? 'satisfied' : 'dissatisfied',
		'chair.overall': 'unsure',
		'home.rights': 'dissatisfied',
		'home.comment': `${canary} ${index}`,
		'chair.comment': `${canary}${canary}`
	};
}

function query(canary: string): string {
	const form = new URLSearchParams(answersOf(canary, 0));
	return form.toString();
}

/** The text in each of the encodings, as a careless program might have stored it. */
function spellings(text: string): Buffer[] {
	const utf8 = Buffer.from(text);
	const escaped = text.replace(
		/[^\x20-\x7e]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
	const shifted = [0, 1, 2].map((before) => Buffer.concat([Buffer.alloc(before), utf8]));
	return [
		Buffer.from(utf8.toString('hex')),
		Buffer.from(utf8.toString('hex').toUpperCase()),
		Buffer.from(text, 'utf16le'),
		Buffer.from(text, 'utf16le').swap16(),
		Buffer.from(escaped),
		...shifted.map((bytes) => Buffer.from(bytes.toString('base64'))),
		...shifted.map((bytes) => Buffer.from(bytes.toString('base64url')))
	];
}
