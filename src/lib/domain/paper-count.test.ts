import { expect, it } from 'vitest';
import {
	addCounts,
	differingFigures,
	paperAccounted,
	unevenQuestions,
	type PaperCount
} from './paper-count.ts';
import { countsOf } from './samples.ts';

const count: PaperCount = {
	...{ printed: 20, handed_out: 15, leftover: 4, spoiled: 1, returned: 12 },
	answers: { 'home.overall': countsOf(8, 2, 1, 1), 'home.rights': countsOf(6, 2, 1, 1, 1, 1) }
};

it('finds the questions whose figures do not add up to what was returned', () => {
	expect(unevenQuestions(count)).toEqual(new Map());
	expect(unevenQuestions({ ...count, returned: 13 })).toEqual(
		new Map([
			['home.overall', 12],
			['home.rights', 12]
		])
	);
	const answers = { ...count.answers, 'home.rights': countsOf(6, 2, 1) };
	expect([...unevenQuestions({ ...count, answers }).keys()]).toEqual(['home.rights']);
});

it('accounts for every printed ballot', () => {
	expect(paperAccounted(count)).toBe(true);
	expect(paperAccounted({ ...count, leftover: 3 })).toBe(false);
});

it('names every figure in which two people differ', () => {
	expect(differingFigures(count, structuredClone(count))).toEqual([]);
	const other = { ...count, spoiled: 2, answers: { 'home.overall': countsOf(7, 3, 1, 1) } };
	expect(differingFigures(count, other)).toEqual([
		...['spoiled', 'home.overall:satisfied', 'home.overall:basically_satisfied'],
		...['home.rights:satisfied', 'home.rights:basically_satisfied', 'home.rights:dissatisfied'],
		...['home.rights:unsure', 'home.rights:blank', 'home.rights:invalid']
	]);
});

it('adds counts option by option', () => {
	expect(addCounts(countsOf(1, 2, 3, 4, 5, 6), countsOf(10, 0, 1))).toEqual(
		countsOf(11, 2, 4, 4, 5, 6)
	);
});
