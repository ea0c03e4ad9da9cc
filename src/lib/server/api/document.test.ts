import { describe, expect, it } from 'vitest';
import { describeApi } from './document';
import { referenceOf } from './reference';

describe('the description of the interface', () => {
	const document = describeApi();

	it('is OpenAPI 3.1 whose references all lead somewhere', () => {
		expect(document.openapi).toBe('3.1.0');
		const names = Object.keys(document.components?.schemas ?? {});
		const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
		expect(references.length).toBeGreaterThan(20);
		for (const [, name] of references) expect(names).toContain(name);
	});

	it('says of every operation how it asks for a token, what it may refuse, and of every parameter what it is', () => {
		expect(document.security).toEqual([{ token: [] }]);
		for (const { get } of Object.values(document.paths ?? {})) {
			expect(Object.keys(get?.responses ?? {})).toEqual(
				expect.arrayContaining(['200', '304', '400', '401', '403', '404', '429'])
			);
			for (const parameter of get?.parameters ?? [])
				expect(parameter).toMatchObject({ description: expect.stringMatching(/./) });
		}
	});

	it('is shown whole: every operation with the schema of its answer', () => {
		const { operations, schemas } = referenceOf(document);
		expect(operations.map(({ path }) => path)).toEqual(Object.keys(document.paths ?? {}));
		const names = schemas.map(({ name }) => name);
		for (const { answer } of operations) expect(names).toContain(answer);
		const result = schemas.find(({ name }) => name === 'Result');
		expect(result?.fields.find(({ name }) => name === 'rate')?.type).toBe('Rate | null');
		for (const { fields } of schemas)
			for (const { type } of fields) expect(type).not.toMatch(/^(any|)$/);
	});
});
