import { describe, expect, test } from 'vitest';
import { assembleRubrics } from './assemble.ts';
import type { RubricSources } from './assemble.ts';
import { bundledSources } from './load.ts';
import { RubricError } from './rubric-error.ts';

const sources = bundledSources();

/** The files with one text replaced in one of them; the text must be there. */
function edited(name: string, from: string, to: string): RubricSources {
	const source = sources[`rubrics/${name}`] ?? '';
	expect(source).toContain(from);
	return { ...sources, [`rubrics/${name}`]: source.replace(from, to) };
}

function complaints(files: RubricSources): string[] {
	try {
		assembleRubrics(files);
		return [];
	} catch (error) {
		if (!(error instanceof RubricError)) throw error;
		return error.problems.map(({ file, field, message }) => `${file} ${field}: ${message}`);
	}
}

test('the files as they stand are in order', () => {
	expect(complaints(sources)).toEqual([]);
});

describe('files', () => {
	test('that are missing are named', () => {
		const { 'rubrics/county.yaml': _left, ...rest } = sources;
		expect(complaints(rest)).toEqual(['rubrics/county.yaml : the file is missing']);
	});

	test('that nobody reads are named', () => {
		const more = { ...sources, 'rubrics/questionnaires/homes.yaml': 'id: home' };
		expect(complaints(more)).toEqual([
			'rubrics/questionnaires/homes.yaml : no file of this name is expected'
		]);
	});

	test('that are wrong are all named, not only the first', () => {
		const wrong = edited('rules.yaml', 'years: 3', 'years: 0');
		expect(complaints({ ...wrong, 'rubrics/questionnaires/chair.yaml': '{' })).toEqual([
			'rubrics/rules.yaml eligibility.years: must be at least 1',
			expect.stringMatching(/^rubrics\/questionnaires\/chair\.yaml : /u)
		]);
	});

	test('that were copied under another name are found out', () => {
		const copied = sources['rubrics/questionnaires/home.yaml'] ?? '';
		expect(complaints({ ...sources, 'rubrics/questionnaires/chair.yaml': copied })).toEqual([
			"rubrics/questionnaires/chair.yaml id: must be chair, as the file's name"
		]);
	});

	test('must not list one kind of union twice', () => {
		const kind = edited('county.yaml', 'id: county_federation', 'id: township');
		expect(complaints(kind)).toEqual([
			'rubrics/county.yaml applies_to[0].id: township is already a kind in rubrics/intermediate.yaml'
		]);
	});

	test('must agree on the thresholds', () => {
		const rules = edited('rules.yaml', 'num: 90, den: 100', 'num: 80, den: 100');
		const field = 'sections[4].groups[0].criteria[0].measure.threshold';
		const message = 'must be 80/100, as under scoring in rubrics/rules.yaml';
		expect(complaints(rules)).toEqual([
			`rubrics/intermediate.yaml ${field}: ${message}`,
			`rubrics/county.yaml ${field}: ${message}`
		]);
	});
});

describe('one file', () => {
	test.each([
		[
			'county.yaml',
			'points: 25',
			'points: 24',
			'sections[1].points: is 24, but its parts add up to 25'
		],
		[
			'county.yaml',
			'- points: 7',
			'- points: 8',
			'sections[0].groups[1].points: is 8, but its parts add up to 7'
		],
		[
			'county.yaml',
			'id: rights.2.1',
			'id: rights.2.2',
			'sections[1].groups[1].criteria[0].id: must be rights.2.1, counted as in the annex'
		],
		['county.yaml', 'title: 维权到位', 'title: 维权', 'sections[1].title: must be 维权到位'],
		[
			'county.yaml',
			'  threshold: { num: 90, den: 100 }\n              electorate',
			'  threshold: { num: 190, den: 100 }\n              electorate',
			'sections[4].groups[0].criteria[0].measure.threshold: is more than the whole'
		],
		[
			'grassroots.yaml',
			'name: 入会率',
			'name: 入会面',
			'sections[0].groups[0].criteria[0].evidence[0].name: must be words of the text'
		],
		[
			'grassroots.yaml',
			'name: 入会率, threshold: { num: 90',
			'name: 入会率, threshold: { num: 80',
			'sections[0].groups[0].criteria[0].evidence[0].threshold: must be a percentage of the text'
		],
		[
			'county.yaml',
			'sections:',
			'vetoes:\n  - { id: veto.2, text: 发生重大责任事故 }\nsections:',
			'vetoes[0].id: must be veto.1'
		],
		['rules.yaml', 'k: 10', 'k: 4', 'suppression.k: is 4, below the floor of 5'],
		['rules.yaml', 'default: broad', 'default: wide', 'rate.default: there is no rate rule wide'],
		[
			'rules.yaml',
			'id: strict_of_returned',
			'id: strict',
			'rate.rules[3].id: strict is there twice'
		],
		[
			'rules.yaml',
			'counts: [satisfied]',
			'counts: [satisfied, unsure]',
			'rate.rules[1].counts: counts unsure, which is not among the valid answers'
		],
		['rules.yaml', 'scoring: never', 'scoring: counts', 'modes.poster.scoring: must be never'],
		[
			'rules.yaml',
			'of: qualified',
			'of: model',
			'targets[1].of: must be grassroots or an earlier target, not model'
		],
		['rules.yaml', 'den: 3 }', 'den: 0 }', 'turnout.minimum.den: must be at least 1'],
		[
			'questionnaires/home.yaml',
			'id: home.work',
			'id: home.trust',
			'items[4].id: home.trust is there twice'
		],
		[
			'questionnaires/home.yaml',
			'id: home.comment',
			'id: home.overall',
			'comment.id: must be home.comment'
		],
		[
			'questionnaires/home.yaml',
			'options: [satisfied, ',
			'options: [',
			'options: must contain satisfied'
		]
	])('%s with %s as %s is refused', (name, from, to, complaint) => {
		expect(complaints(edited(name, from, to))).toContain(`rubrics/${name} ${complaint}`);
	});
});

test('a rubric whose sums agree but miss 100 is refused', () => {
	const source = (sources['rubrics/county.yaml'] ?? '')
		.replace(/points: 6(\s+measure:)/u, 'points: 5$1')
		.replace(/points: 10(\s+groups:\s+- points: )10/u, 'points: 9$19');
	expect(complaints({ ...sources, 'rubrics/county.yaml': source })).toEqual([
		'rubrics/county.yaml sections: add up to 99 points, not 100'
	]);
});
