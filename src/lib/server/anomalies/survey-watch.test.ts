import { expect, test } from 'vitest';
import { createSurveyWatch } from './survey-watch';

const start = Date.parse('2026-11-02T01:00:00.000Z');
const minute = (n: number) => new Date(start + n * 60_000);

function watchOf(minutes: number[]) {
	const watch = createSurveyWatch();
	for (const at of minutes) watch.noteBallot('a', minute(at));
	return watch;
}

test('most ballots within one hour of a long survey are remarkable', () => {
	const within = Array.from({ length: 12 }, (_, index) => 100 + index);
	expect(watchOf([0, ...within, 5000]).conclude('a', 240)).toEqual(['burst']);
});

test('not in a survey of one day, of few ballots, or spread over days', () => {
	const within = Array.from({ length: 12 }, (_, index) => index);
	expect(watchOf(within).conclude('a', 24)).toEqual([]);
	expect(watchOf([1, 2, 3]).conclude('a', 240)).toEqual([]);
	const spread = Array.from({ length: 40 }, (_, index) => index * 61);
	expect(watchOf(spread).conclude('a', 240)).toEqual([]);
});

test('wrong codes by the hundred are remarkable, and concluding forgets', () => {
	const watch = createSurveyWatch();
	for (let n = 0; n < 200; n++) watch.noteWrongCode('a');
	expect(watch.surveys()).toEqual(['a']);
	expect(watch.conclude('a', 240)).toEqual(['wrong_codes']);
	expect(watch.surveys()).toEqual([]);
	expect(watch.conclude('a', 240)).toEqual([]);
});
