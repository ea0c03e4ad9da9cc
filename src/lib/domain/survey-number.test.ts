import { expect, it } from 'vitest';
import { normaliseSurveyNumber } from './survey-number.ts';

it.each([
	['k7m2xq9d', 'k7m2xq9d'],
	[' K7M2 XQ9D ', 'k7m2xq9d'],
	['k7m2-xq9d', 'k7m2xq9d'],
	['Ｋ７ｍ２ｘｑ９ｄ', 'k7m2xq9d'],
	['oil0u00L', '0110v001'],
	['https://pj.example.org/s/K7M2XQ9D#1234567890123456', 'k7m2xq9d'],
	['pj.example.org/s/k7m2xq9d/', 'k7m2xq9d']
])('reads %j', (typed, number) => {
	expect(normaliseSurveyNumber(typed)).toBe(number);
});

it.each([
	'',
	'   ',
	'abc',
	'工会',
	"k7m2'; --",
	'../../etc/passwd!',
	'k'.repeat(33),
	'k'.repeat(1000)
])('refuses %j', (typed) => {
	expect(normaliseSurveyNumber(typed)).toBeNull();
});
