import { randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fstatSync,
	fsyncSync,
	openSync,
	readdirSync,
	rmSync,
	rmdirSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { isSurveyId } from '../ballots/survey-secrets';

/**
 * Overwrites every file in `<secretsDir>/<survey>/` and removes it, then the folder. Overwriting reaches the same blocks
 * on a plain magnetic disk only: flash storage and copy-on-write file systems write elsewhere, and the old block stays
 * until the device reuses it. Whoever has to exclude that keeps the folder on an encrypted disk.
 */
export function eraseSecrets(secretsDir: string, surveyId: string): void {
	if (!isSurveyId(surveyId)) throw new RangeError('not a survey id');
	const folder = join(secretsDir, surveyId);
	if (!existsSync(folder)) return;
	for (const name of readdirSync(folder)) eraseFile(join(folder, name));
	// Another process may be doing the same.
	if (existsSync(folder)) rmdirSync(folder);
}

function eraseFile(path: string): void {
	if (existsSync(path)) overwrite(path);
	rmSync(path, { force: true });
}

function overwrite(path: string): void {
	const file = openSync(path, 'r+');
	try {
		writeSync(file, randomBytes(fstatSync(file).size), 0, null, 0);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}
