import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureSecret, isSurveyId, readSecret, SecretError } from './survey-secrets';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'pingjia-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ensureSecret', () => {
	it('makes 32 bytes that only the server may read, and nothing beside them', () => {
		const secret = ensureSecret(folder, 'abcd1234', 'pepper');
		expect(secret).toHaveLength(32);
		const survey = join(folder, 'abcd1234');
		expect(statSync(survey).mode & 0o777).toBe(0o700);
		expect(statSync(join(survey, 'pepper')).mode & 0o777).toBe(0o600);
		expect(readdirSync(survey)).toEqual(['pepper']);
	});

	it('never replaces what is there', () => {
		const secret = ensureSecret(folder, 'abcd1234', 'box.key');
		expect(ensureSecret(folder, 'abcd1234', 'box.key')).toEqual(secret);
		expect(readSecret(folder, 'abcd1234', 'box.key')).toEqual(secret);
	});

	it('gives every survey and every purpose its own', () => {
		const names = ['pepper', 'box.key', 'log.key'] as const;
		const secrets = ['abcd1234', 'abcd1235'].flatMap((id) =>
			names.map((name) => ensureSecret(folder, id, name).toString('hex'))
		);
		expect(new Set(secrets).size).toBe(6);
	});

	it('reports a damaged one instead of replacing it', () => {
		ensureSecret(folder, 'abcd1234', 'pepper');
		truncateSync(join(folder, 'abcd1234', 'pepper'), 31);
		const damaged = expect.objectContaining({ problem: 'damaged', secret: 'pepper' });
		expect(() => ensureSecret(folder, 'abcd1234', 'pepper')).toThrow(damaged);
		expect(() => readSecret(folder, 'abcd1234', 'pepper')).toThrow(SecretError);
	});
});

describe('readSecret', () => {
	it('says which one is missing, without making it', () => {
		const missing = expect.objectContaining({ problem: 'missing', surveyId: 'abcd1234' });
		expect(() => readSecret(folder, 'abcd1234', 'log.key')).toThrow(missing);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('lets no id lead out of the folder', () => {
		writeFileSync(join(folder, 'pepper'), Buffer.alloc(32));
		for (const id of ['..', '.', '', 'a/b', '../x', 'ABCD1234', 'abcd\u0000', 'x'.repeat(33)]) {
			expect(isSurveyId(id)).toBe(false);
			expect(() => readSecret(folder, id, 'pepper')).toThrow(RangeError);
			expect(() => ensureSecret(folder, id, 'pepper')).toThrow(RangeError);
		}
	});
});
