import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	chairsOf,
	checkHistory,
	historyFields,
	takenKey,
	type HistoryContext,
	type HistoryRow
} from './history-row.ts';
import { historyMessage } from './history-text.ts';
import { countFields } from './paper-count.ts';

const terms = [
	{ personId: 'p1', name: '王建国', startedOn: '2015-03-01', endedOn: '2021-06-30' },
	{ personId: 'p2', name: '赵丽', startedOn: '2021-07-01', endedOn: null }
];
const context: HistoryContext = { thisYear: 2026, foundedOn: null, terms, taken: new Map() };
const good: HistoryRow = {
	...{ year: 2023, subject: 'home', chair: null, electorate: 'members' },
	...{ eligible: 120, issued: 118, returned: 110, satisfied: 90, basically_satisfied: 10 },
	...{ dissatisfied: 5, unsure: 3, blank: 1, invalid: 1 }
};

function codes(row: Partial<HistoryRow>, more: Partial<HistoryContext> = {}) {
	return checkHistory({ ...good, ...row }, { ...context, ...more }).problems.map(
		({ code }) => code
	);
}

describe('a row of earlier figures', () => {
	it('passes when its account is clean', () => {
		expect(checkHistory(good, context)).toEqual({ problems: [], personId: null });
	});

	it.each<[string, Partial<HistoryRow>, string[]]>([
		['a sum that is off by one', { satisfied: 91 }, ['parts_do_not_add_up']],
		['more back than went out', { issued: 109 }, ['more_returned_than_issued']],
		['more out than there are members', { eligible: 117 }, ['more_issued_than_eligible']],
		['a negative count', { unsure: -1 }, ['not_a_count']],
		['a rate in place of a count', { satisfied: 96.7 }, ['not_a_count']],
		['nobody entitled', { eligible: 0 }, ['nobody_entitled', 'more_issued_than_eligible']],
		['this year', { year: 2026 }, ['year_not_past']],
		['a year before all', { year: 1999 }, ['year_too_early']],
		['a chair of the home', { chair: '王建国' }, ['chair_of_home']],
		['a chair of another year', { subject: 'chair', chair: '王建国' }, ['chair_unknown']],
		['two who were in office', { subject: 'chair', year: 2021 }, ['chair_unclear']],
		['a year before all terms', { subject: 'chair', year: 2014 }, ['chair_unknown']]
	])('refuses %s', (_, row, expected) => expect(codes(row)).toEqual(expected));

	it('takes no year before the one the union was founded in', () => {
		const founded = { foundedOn: '2023-12-31' };
		expect(codes({ year: 2022 }, founded)).toEqual(['before_founding']);
		expect(codes({}, founded)).toEqual([]);
		expect(
			checkHistory({ ...good, year: 2022 }, { ...context, ...founded }).problems.map(historyMessage)
		).toEqual([expect.stringContaining('2023 年才成立，不能录入 2022 年')]);
	});

	it('finds who was rated', () => {
		const rated = (row: Partial<HistoryRow>) =>
			checkHistory({ ...good, subject: 'chair', ...row }, context).personId;
		expect(rated({})).toBe('p2');
		expect(rated({ year: 2020 })).toBe('p1');
		expect(rated({ year: 2021, chair: '赵丽' })).toBe('p2');
		expect(chairsOf(2021, terms).map(({ name }) => name)).toEqual(['王建国', '赵丽']);
	});

	it('gives way to what stands for the year', () => {
		for (const by of ['survey', 'history'] as const) {
			const taken = new Map([[takenKey(good), by]]);
			expect(codes({}, { taken })).toEqual([`has_${by}`]);
			expect(codes({ year: 2022 }, { taken })).toEqual([]);
		}
	});

	it('accepts exactly the accounts in which nothing is lost or made up', () => {
		const number = fc.integer({ min: -2, max: 40 });
		const numbers = fc.record(
			Object.fromEntries(historyFields.map((field) => [field, number])) as Record<
				(typeof historyFields)[number],
				typeof number
			>
		);
		fc.assert(
			fc.property(numbers, fc.boolean(), (found, even) => {
				const sum = countFields.reduce((total, field) => total + found[field], 0);
				const row = { ...good, ...found, ...(even && { returned: sum }) };
				const clean =
					historyFields.every((field) => row[field] >= 0) &&
					row.returned === sum &&
					row.returned <= row.issued &&
					row.issued <= row.eligible &&
					row.eligible > 0;
				const { problems } = checkHistory(row, context);
				expect(problems.length === 0).toBe(clean);
				for (const problem of problems) expect(historyMessage(problem)).toMatch(/请|不能/);
			})
		);
	});
});
