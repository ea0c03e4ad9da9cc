import { describe, expect, it } from 'vitest';
import { isStrongPassword } from './password-policy';

describe('isStrongPassword', () => {
	it.each([
		['Abcxefgh12', true],
		['abcxefgh-1', true],
		['abcxefgh12', false],
		['Abcxefg12', false],
		['十个字以上的中文口令', false],
		['会员说好才是真的好今年再来评一次', true],
		['工会工会工会工会工会工会工会工会', false],
		['correct horse ba', true],
		['aaaaaaaaaaaaaaaa', false],
		['Abc1' + 'xyzuv'.repeat(25), false]
	])('%s: %s', (password, strong) => {
		expect(isStrongPassword(password, 'zhang.wei')).toBe(strong);
	});

	it.each([
		...[
			'Password123',
			'P@ssw0rd-2026',
			'Admin@123456',
			'Qwerty-12345',
			'1qaz@WSX3edc',
			'Abc@123456'
		],
		...['Gonghui-2026', 'Woaini@1314520', 'Aa123456!!', 'abcdefghijklmnop', 'qwertyuiopasdfgh']
	])('refuses what a guesser tries first: %s', (password) => {
		expect(isStrongPassword(password, 'zhang.wei')).toBe(false);
	});

	it('refuses the user name in any case, alone or with something around it', () => {
		for (const password of ['Zhang.Wei-2026', 'Zhang.Wei@2026!', '2026-Zhang.Wei!'])
			expect(isStrongPassword(password, 'zhang.wei')).toBe(false);
	});
});
