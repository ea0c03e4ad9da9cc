import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import { inline } from './inline';

it('is a script that browsers of ten years ago can read', () => {
	const [message] = new Linter().verify(inline.script, {
		languageOptions: { ecmaVersion: 5, sourceType: 'script' }
	});
	expect(message).toBeUndefined();
});

it('is a script that keeps nothing on the phone', () => {
	expect(inline.script).not.toMatch(/Storage|cookie|indexedDB|caches/);
});

it.each(['page', 'ballot', 'results'] as const)(
	'is a sheet that old browsers can read: %s',
	(sheet) => {
		expect(inline[sheet]).not.toMatch(
			/var\(|--\w|:has\(|:is\(|:where\(|@layer|@container|oklch|(?:^|\s)gap:|grid|inset:|aspect-ratio|min\(|max\(|clamp\(|&/m
		);
	}
);

it('carries no comments', () => {
	expect(Object.values(inline).join('')).not.toMatch(/\/\*/);
});
