import { randomBytes } from 'node:crypto';
import {
	closeSync,
	fsyncSync,
	linkSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { newId } from '../database/id';

/**
 * The secrets of a survey: files of 32 bytes in `<secretsDir>/<survey>/`, never in the database or its backups.
 * `pepper` keys the HMACs of codes, `box.key` is the X25519 key that opens the box, `log.key` the Ed25519 seed of the log.
 */
export type SecretName = 'pepper' | 'box.key' | 'log.key';

const secretLength = 32;

/** A secret that should be there is not, or is not one: the secrets folder was lost, or not restored with the database. */
export class SecretError extends Error {
	constructor(
		readonly problem: 'missing' | 'damaged',
		readonly surveyId: string,
		readonly secret: SecretName
	) {
		super(`secret ${secret} of survey ${surveyId} is ${problem}`);
		this.name = 'SecretError';
	}
}

/** Whether `text` has the form of a survey id; only such a text may become part of a path. */
export function isSurveyId(text: unknown): text is string {
	return typeof text === 'string' && /^[0-9a-z]{4,32}$/.test(text);
}

/** The secret, made now if there was none. What is there is never overwritten, whoever else makes it at the same time. */
export function ensureSecret(secretsDir: string, surveyId: string, name: SecretName): Buffer {
	const folder = folderOf(secretsDir, surveyId);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	if (readIfThere(join(folder, name)) === null) createExclusively(folder, name);
	return readSecret(secretsDir, surveyId, name);
}

/** The secret; throws SecretError. */
export function readSecret(secretsDir: string, surveyId: string, name: SecretName): Buffer {
	const secret = readIfThere(join(folderOf(secretsDir, surveyId), name));
	if (secret === null) throw new SecretError('missing', surveyId, name);
	if (secret.length !== secretLength) throw new SecretError('damaged', surveyId, name);
	return secret;
}

function folderOf(secretsDir: string, surveyId: string): string {
	if (!isSurveyId(surveyId)) throw new RangeError('not a survey id');
	return join(secretsDir, surveyId);
}

function readIfThere(path: string): Buffer | null {
	try {
		return readFileSync(path);
	} catch (error) {
		if (codeOf(error) !== 'ENOENT') throw error;
		return null;
	}
}

/** Written and synced under another name first: a crash leaves a whole secret or none, never half of one. */
function createExclusively(folder: string, name: SecretName): void {
	const draft = join(folder, `.${name}.${newId()}`);
	const file = openSync(draft, 'wx', 0o600);
	try {
		writeSync(file, randomBytes(secretLength));
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	try {
		linkSync(draft, join(folder, name));
	} catch (error) {
		// Another process was first; its secret stands.
		if (codeOf(error) !== 'EEXIST') throw error;
	} finally {
		rmSync(draft);
	}
	syncFolder(folder);
}

function syncFolder(folder: string): void {
	const handle = openSync(folder, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
