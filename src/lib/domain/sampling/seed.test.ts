import { expect, it } from 'vitest';
import { checkSeed, normaliseSeed } from './seed.ts';

it.each([
	[' 03 11 19 22 28 33 + 07 ', '03111922283307'],
	['０３１１１９', '031119'],
	['3,345.67', '334567'],
	['Ab-12 cD', 'ab12cd']
])('%s is used as %s', (typed, seed) => {
	expect(normaliseSeed(typed)).toBe(seed);
});

it.each([
	['031119', null],
	['03111', 'short'],
	['', 'short'],
	['1'.repeat(3) + '2'.repeat(3), 'plain'],
	['111111', 'plain'],
	['123456', 'plain'],
	['987654', 'plain'],
	['abcdef', 'plain'],
	['双色球031119', 'characters'],
	['0311192'.repeat(10), 'long']
])('%s: %s', (seed, problem) => {
	expect(checkSeed(seed)).toBe(problem);
});
