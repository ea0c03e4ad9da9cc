import { describe, expect, it } from 'vitest';
import { parseSurveyForm, readSurveyForm, type SurveyFormValues } from './survey-form';
import { loadRubrics } from '../rubrics/load';
import { newSurveyValues } from './survey-form-values';

const clock = { now: () => new Date('2026-11-22T01:00:00Z') };
const { rules } = loadRubrics();
const usual = newSurveyValues({ member_count: 236 }, rules, clock);

function errorsOf(over: Partial<SurveyFormValues>): Record<string, string> {
	const parsed = parseSurveyForm({ ...usual, ...over }, 'u1', clock, rules.suppression);
	return 'errors' in parsed ? parsed.errors : {};
}

describe('the survey form', () => {
	it('starts with what most unions need, and that is a valid survey', () => {
		expect(usual).toMatchObject({
			...{ title: '2026年度会员评家和评议工会主席', year: '2026', eligible: '236' },
			...{ minTurnout: '2/3', opens: 'now', closesAt: '2026-11-29T18:00' }
		});
		expect(parseSurveyForm(usual, 'u1', clock, rules.suppression)).toEqual({
			draft: {
				...{ unionId: 'u1', year: 2026, title: usual.title, subjects: ['home', 'chair'] },
				...{ electorate: 'members', eligible: 236, minTurnout: { num: 2, den: 3 } },
				...{ mode: 'slip', custody: 'server', paper: false },
				smallestGroup: 10,
				opensAt: '2026-11-22T01:00:00.000Z',
				closesAt: '2026-11-29T10:00:00.000Z'
			}
		});
	});

	it('states its own k within the bounds of the rules, and theirs where it states none', () => {
		const stated = (smallestGroup: string) =>
			parseSurveyForm({ ...usual, smallestGroup }, 'u1', clock, rules.suppression);
		expect(stated('5')).toMatchObject({ draft: { smallestGroup: 5 } });
		expect(stated('')).toMatchObject({ draft: { smallestGroup: 10 } });
		for (const wrong of ['4', '0', '-1', '31', 'x', '1e1'])
			expect(errorsOf({ smallestGroup: wrong }), wrong).toHaveProperty('smallestGroup');
	});

	it('takes the year of China on New Year’s Eve', () => {
		const midnight = { now: () => new Date('2026-12-31T16:30:00Z') };
		expect(newSurveyValues({ member_count: 1 }, rules, midnight).year).toBe('2027');
	});

	it('opens in its year at the earliest, however early it is drafted', () => {
		expect(errorsOf({ year: '2027' })).toEqual({ year: expect.stringContaining('开始以后') });
		const opensAt = { year: '2027', opens: 'later', closesAt: '2027-01-20T18:00' };
		expect(errorsOf({ ...opensAt, opensAt: '2026-12-31T23:59' })).toHaveProperty('year');
		expect(errorsOf({ ...opensAt, opensAt: '2027-01-01T00:00' })).toEqual({});
		expect(errorsOf({ year: '2025' })).toEqual({});
	});

	it('names a survey without a title by its year and subjects', () => {
		const parsed = parseSurveyForm(
			{ ...usual, title: '', subjects: ['home'] },
			'u1',
			clock,
			rules.suppression
		);
		expect(parsed).toMatchObject({ draft: { title: '2026年度会员评家' } });
	});

	it('reports every wrong field at once, each by its name', () => {
		const wrong = { year: '2099', subjects: [], eligible: '0', closesAt: '2026-01-01T10:00' };
		expect(Object.keys(errorsOf(wrong)).sort()).toEqual([
			...['closesAt', 'eligible', 'subjects', 'year']
		]);
	});

	it.each<[keyof SurveyFormValues, string]>([
		['eligible', ''],
		['eligible', '12.5'],
		['eligible', '-3'],
		['eligible', '１２０'],
		['eligible', '200001'],
		['minTurnout', '3/2'],
		['minTurnout', '0/1'],
		['minTurnout', '0.5'],
		['electorate', 'everybody'],
		['mode', 'paper'],
		['opens', ''],
		['closesAt', '2026-02-30T10:00'],
		['title', '题'.repeat(61)]
	])('refuses %s %j', (name, value) => {
		expect(Object.keys(errorsOf({ [name]: value }))).toEqual([name]);
	});

	it('wants a later opening to be in the future and before the end', () => {
		const later = { opens: 'later' };
		expect(errorsOf({ ...later, opensAt: '2026-11-22T08:59' })).toHaveProperty('opensAt');
		expect(errorsOf({ ...later, opensAt: '' })).toHaveProperty('opensAt');
		expect(errorsOf({ ...later, opensAt: '2026-11-29T18:00' })).toHaveProperty('closesAt');
		expect(errorsOf({ ...later, opensAt: '2026-11-29T17:59' })).toEqual({});
		expect(errorsOf({ opensAt: 'rubbish' })).toEqual({});
	});

	it('reads forms that lack fields, or carry files in their place', () => {
		const data = new FormData();
		data.append('title', new File(['x'], 'x.txt'));
		data.append('subjects', 'superior');
		const parsed = parseSurveyForm(readSurveyForm(data), 'u1', clock, rules.suppression);
		expect('errors' in parsed && Object.keys(parsed.errors)).toContain('subjects');
	});
});
