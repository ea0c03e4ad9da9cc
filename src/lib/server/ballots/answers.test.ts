import { describe, expect, it } from 'vitest';
import { loadRubrics } from '../rubrics/load';
import { parseAnswers } from './answers';

const { home, chair } = loadRubrics().questionnaires;
const overall = { 'home.overall': 'satisfied', 'chair.overall': 'unsure' };

function problemsOf(raw: unknown) {
	const parsed = parseAnswers([home, chair], raw);
	return parsed.ok ? [] : parsed.problems;
}

function answersOf(raw: unknown) {
	const parsed = parseAnswers([home, chair], raw);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return parsed.answers;
}

describe('parseAnswers', () => {
	it('needs the overall question of each subject and nothing else', () => {
		expect(answersOf(overall)).toEqual({ ratings: overall, comments: {} });
		expect(problemsOf({ 'home.overall': 'satisfied', 'chair.overall': '' })).toEqual([
			{ questionId: 'chair.overall', problem: 'missing' }
		]);
	});

	it.each([[null], [undefined], ['home.overall=satisfied'], [[]], [42], [{}]])(
		'finds nothing in %j',
		(raw) => {
			expect(problemsOf(raw)).toEqual([
				{ questionId: 'home.overall', problem: 'missing' },
				{ questionId: 'chair.overall', problem: 'missing' }
			]);
		}
	);

	it('takes only the options of the question', () => {
		expect(problemsOf({ ...overall, 'home.rights': 'very' })).toEqual([
			{ questionId: 'home.rights', problem: 'unknown_option' }
		]);
		expect(problemsOf({ ...overall, 'home.rights': ['satisfied', 'unsure'] })).toEqual([
			{ questionId: 'home.rights', problem: 'malformed' }
		]);
		expect(problemsOf({ ...overall, 'home.overall': 'constructor' })).toHaveLength(1);
	});

	it('ignores every other field', () => {
		const raw = { ...overall, code: '1', 'superior.overall': 'x', 'home.nothing': 'satisfied' };
		expect(answersOf(raw)).toEqual({ ratings: overall, comments: {} });
	});

	it('does not take inherited fields for answers', () => {
		expect(problemsOf(Object.create(overall))).toHaveLength(2);
		expect(problemsOf(JSON.parse(`{"__proto__": ${JSON.stringify(overall)}}`))).toHaveLength(2);
	});

	it('keeps a comment as the member saw it: line ends count once, controls go', () => {
		const comment = ' 第一行\r\n第二行\u0000\u202e ';
		const { comments } = answersOf({ ...overall, 'home.comment': comment });
		expect(comments).toEqual({ 'home.comment': '第一行\n第二行' });
		expect(answersOf({ ...overall, 'home.comment': ' \r\n ' }).comments).toEqual({});
	});

	it('measures a comment in UTF-16 units, as the browser does', () => {
		const longest = '\r\n'.repeat(99) + '好'.repeat(101);
		const parsed = (text: string) => problemsOf({ ...overall, 'chair.comment': `x${text}` });
		expect(parsed('好'.repeat(199))).toEqual([]);
		expect(parsed('😀'.repeat(99))).toEqual([]);
		expect(parsed(longest.slice(2))).toEqual([]);
		expect(parsed('好'.repeat(200))).toEqual([
			{ questionId: 'chair.comment', problem: 'too_long' }
		]);
		expect(problemsOf({ ...overall, 'chair.comment': { length: 1 } })).toEqual([
			{ questionId: 'chair.comment', problem: 'malformed' }
		]);
	});
});
