import { expect, it } from 'vitest';
import { codeProblem, typedCodeProblems } from './problems';

it.each([
	['123456789012345', '您填了15位，少了几位'],
	['1234 5678 9012 3456 7', '您填了17位，多了几位'],
	['１２３４', '您填了4位'],
	['9'.repeat(500), '您填的太长了'],
	['', '请填写票上的16位数字码'],
	['1234 5678 abcd 3456', '码里只有数字'],
	['5000000000000001', '可能输错了一位']
])('says what is wrong with %j', (typed, text) => {
	expect(typedCodeProblems(typed)).toEqual([
		{ field: 'code', text: expect.stringContaining(text) }
	]);
});

it('has nothing to say of a code that may exist', () => {
	expect(typedCodeProblems('0000 0000 0000 0000')).toEqual([]);
});

it('does not tell an unknown code from one of another survey', () => {
	expect(codeProblem('unknown', '').text).toContain('没有查到这个码');
});
