import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatLook, lookAttributes, parseLook, themes, typeSizes } from './look';

test('what was chosen comes back', () => {
	for (const type of typeSizes)
		for (const theme of themes)
			expect(parseLook(formatLook({ type, theme }))).toEqual({ type, theme });
});

test('a cookie that anybody wrote never gets into the document', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (a, b) => {
			expect(lookAttributes(parseLook(`${a}.${b}`))).toMatch(
				/^( data-type="large")?( data-theme="(light|dark)")?$/
			);
		})
	);
});

test('nothing is said where nothing was chosen', () => {
	expect(lookAttributes(parseLook(undefined))).toBe('');
	expect(lookAttributes(parseLook('large.dark'))).toBe(' data-type="large" data-theme="dark"');
});
