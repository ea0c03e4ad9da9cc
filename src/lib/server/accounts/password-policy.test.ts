import { describe, expect, it } from 'vitest';
import { isStrongPassword } from './password-policy';

describe('isStrongPassword', () => {
	it.each([
		['Abcdefgh12', true],
		['abcdefgh-1', true],
		['abcdefgh12', false],
		['Abcdefg12', false],
		['十个字以上的中文口令', false],
		['工会工会工会工会工会工会工会工会', true],
		['correct horse ba', true],
		['Abc1' + 'x'.repeat(125), false]
	])('%s: %s', (password, strong) => {
		expect(isStrongPassword(password, 'zhang.wei')).toBe(strong);
	});

	it('refuses the user name in any case', () => {
		expect(isStrongPassword('Zhang.Wei-2026', 'zhang.wei-2026')).toBe(false);
	});
});
