import { randomBytes } from 'node:crypto';
import { boxPrivateKey, holders, type Holder, type PublicKeys } from '$lib/domain/custody/box-key';
import { holderKeyOf, type HolderKey } from '$lib/domain/custody/holder-key';
import { rehearsalProof, rehearsePoints } from '$lib/domain/custody/rehearsal';
import type { App } from '$lib/server/app';
import { chooseCustody } from '$lib/server/custody/choose-custody';
import { readHolderPage } from '$lib/server/custody/holder-page';
import { inviteHolder } from '$lib/server/custody/invitation';
import { findKeySetOf, listCustodians, publicKeysOf } from '$lib/server/custody/key-set';
import { makeSheet } from '$lib/server/custody/make-sheet';
import { openWithSheets } from '$lib/server/custody/open-with-sheets';
import { rehearse } from '$lib/server/custody/rehearse';
import { makeDraft, type SurveyOptions, type TestSurvey } from './open-survey';
import { openSurvey } from '$lib/server/surveys/open-survey';

/** Three holders with their sheets, as their browsers have them. */
export interface TestSheets {
	keySetId: string;
	seeds: Uint8Array[];
	keys: HolderKey[];
	/** Tokens of their links. */
	tokens: string[];
}

/** A draft whose box trustees keep, without sheets. */
export async function makeTrusteeDraft(app: App, options: SurveyOptions = {}): Promise<TestSurvey> {
	const survey = await makeDraft(app, options);
	const choice = { custody: 'trustees', sharedSetId: null } as const;
	await chooseCustody(app, survey.surveyId, choice, survey.by);
	return survey;
}

export async function keySetIdOf(app: App, surveyId: string): Promise<string> {
	const keySet = await findKeySetOf(app.db, surveyId);
	if (!keySet) throw new Error('no key set');
	return keySet.id;
}

/** Makes the sheet of one holder; returns the link's token and the seed. */
export async function makeOneSheet(app: App, keySetId: string, idx: Holder, by: string) {
	const token = await inviteHolder(app.db, app.clock, { keySetId, idx }, by);
	const seed = new Uint8Array(randomBytes(16));
	const { publicKey } = holderKeyOf(seed);
	await makeSheet(app.db, app.clock, token, { name: `保管人${idx}`, publicKey });
	return { token, seed };
}

export async function makeSheets(app: App, keySetId: string, by: string): Promise<TestSheets> {
	const seeds: Uint8Array[] = [];
	const tokens: string[] = [];
	for (const idx of holders) {
		const { token, seed } = await makeOneSheet(app, keySetId, idx, by);
		seeds.push(seed);
		tokens.push(token);
	}
	return { keySetId, seeds, tokens, keys: seeds.map(holderKeyOf) };
}

/** What the browser of a holder does with a sheet at the rehearsal. */
export async function rehearseOne(
	app: App,
	sheets: TestSheets,
	idx: Holder,
	key = sheets.keys[idx - 1] as HolderKey
): Promise<void> {
	const token = sheets.tokens[idx - 1];
	const page = await readHolderPage(app.db, token);
	if (!page?.challenge) throw new Error('nothing to rehearse');
	const keys = publicKeysOf(await listCustodians(app.db, sheets.keySetId)) as PublicKeys;
	const ids = page.drafts.map(({ id }) => id);
	const points = rehearsePoints(idx, key, keys, ids);
	const proof = rehearsalProof(key.secret, page.challenge, idx, points);
	await rehearse(app.db, app.clock, token, { points, proof });
}

export async function rehearseAll(app: App, sheets: TestSheets): Promise<void> {
	for (const idx of holders) await rehearseOne(app, sheets, idx);
}

/** An open survey with its codes and the three sheets of its box. */
export async function makeTrusteeSurvey(
	app: App,
	options: SurveyOptions = {}
): Promise<TestSurvey & { sheets: TestSheets }> {
	const survey = await makeTrusteeDraft(app, options);
	const sheets = await makeSheets(app, await keySetIdOf(app, survey.surveyId), survey.by);
	await rehearseAll(app, sheets);
	await openSurvey(app, survey.surveyId, survey.by);
	return { ...survey, sheets };
}

/** The key that the opening page makes of two sheets. */
export function keyOfTwo(sheets: TestSheets, surveyId: string, [a, b]: [Holder, Holder]): Buffer {
	const keys = sheets.keys.map(({ publicKey }) => publicKey) as unknown as PublicKeys;
	const sheet = (holder: Holder) => ({ holder, key: sheets.keys[holder - 1] as HolderKey });
	return Buffer.from(boxPrivateKey([sheet(a), sheet(b)], keys, surveyId));
}

export async function openWithTwo(
	app: App,
	{ surveyId, by, sheets }: TestSurvey & { sheets: TestSheets },
	holders: [Holder, Holder]
): Promise<void> {
	const key = keyOfTwo(sheets, surveyId, holders);
	await openWithSheets(app, surveyId, { key, holders }, by);
}
