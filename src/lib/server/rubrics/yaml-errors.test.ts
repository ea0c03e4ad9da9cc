import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { bundledSources } from './load.ts';
import { parseQuestionnaire } from './questionnaire-schema.ts';
import { RubricError } from './rubric-error.ts';
import type { RubricProblem } from './rubric-error.ts';
import { parseRubric } from './rubric-schema.ts';
import { parseRules } from './rules-schema.ts';

type Path = (string | number)[];

const sources = bundledSources();
const fileNames = Object.keys(sources);

function parse(name: string, source: string): unknown {
	if (name.includes('questionnaires/')) return parseQuestionnaire(source, name);
	return name.endsWith('rules.yaml') ? parseRules(source, name) : parseRubric(source, name);
}

/** The problems of a file; anything thrown that is no RubricError fails the test. */
function problemsOf(name: string, source: string): readonly RubricProblem[] {
	try {
		parse(name, source);
		return [];
	} catch (error) {
		if (!(error instanceof RubricError)) throw error;
		for (const problem of error.problems) {
			expect(error.message).toContain(`${name}:${problem.line}`);
			expect(error.message).toContain(problem.field);
			expect(problem.line).toBeGreaterThanOrEqual(1);
			expect(problem.line).toBeLessThanOrEqual(source.split('\n').length);
		}
		return error.problems;
	}
}

/** Paths of all fields and list entries of a file. */
function pathsOf(node: unknown, at: Path = []): Path[] {
	if (isMap(node)) {
		return node.items.flatMap(({ key, value }) => {
			const path = [...at, String(key)];
			return [path, ...pathsOf(value, path)];
		});
	}
	if (!isSeq(node)) return [];
	return node.items.flatMap((item, index) => [[...at, index], ...pathsOf(item, [...at, index])]);
}

const places = fileNames.flatMap((name) =>
	pathsOf(parseDocument(sources[name] ?? '').contents).map((path) => ({ name, path }))
);
const isField = ({ path }: { path: Path }) => typeof path.at(-1) === 'string';
const anyPlace = fc.constantFrom(...places);
const anyField = fc.constantFrom(...places.filter(isField));
const neededField = fc.constantFrom(
	...places
		.filter(isField)
		.filter(({ path }) => !['measure', 'evidence'].includes(String(path.at(-1))))
);

function fieldName(path: Path): string {
	const parts = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`));
	return parts.join('').replace(/^\./u, '');
}

function edit(name: string, change: (document: Document) => void): string {
	const document: Document = parseDocument(sources[name] ?? '');
	change(document);
	return document.toString({ lineWidth: 0 });
}

function lineOf(source: string, marker: string): number {
	return source.split('\n').findIndex((line) => line.includes(marker)) + 1;
}

describe('a file with a mistake', () => {
	test('of the wrong kind of value names line and field', () => {
		fc.assert(
			fc.property(anyPlace, ({ name, path }) => {
				const marker = 918273645;
				const source = edit(name, (document) => {
					const node = document.getIn(path, true);
					const wantsNumber = isScalar(node) && typeof node.value === 'number';
					document.setIn(path, wantsNumber ? `no ${marker}` : marker);
				});
				const expected = { file: name, field: fieldName(path), line: lineOf(source, `${marker}`) };
				expect(problemsOf(name, source)).toContainEqual(expect.objectContaining(expected));
			}),
			{ numRuns: 120 }
		);
	});

	test('in the name of a field names line and field, and what is now missing', () => {
		fc.assert(
			fc.property(neededField, ({ name, path }) => {
				const wrong = `${String(path.at(-1))}_zz`;
				const source = edit(name, (document) => {
					const parent = document.getIn(path.slice(0, -1), true) ?? document.contents;
					const map = path.length === 1 ? document.contents : parent;
					if (!isMap(map)) throw new Error('fields stand in maps');
					const pair = map.items.find(({ key }) => String(key) === path.at(-1));
					if (isScalar(pair?.key)) pair.key.value = wrong;
				});
				const found = problemsOf(name, source);
				const field = fieldName([...path.slice(0, -1), wrong]);
				const line = lineOf(source, `${wrong}:`);
				expect(found).toContainEqual({ file: name, field, line, message: 'is not a known field' });
				expect(found).toContainEqual(
					expect.objectContaining({ field: fieldName(path), message: 'is missing' })
				);
			}),
			{ numRuns: 80 }
		);
	});

	test('by leaving out a field names it', () => {
		fc.assert(
			fc.property(neededField, ({ name, path }) => {
				const source = edit(name, (document) => document.deleteIn(path));
				expect(problemsOf(name, source)).toContainEqual(
					expect.objectContaining({ field: fieldName(path), message: 'is missing' })
				);
			}),
			{ numRuns: 80 }
		);
	});

	test('by a field too many names it', () => {
		fc.assert(
			fc.property(anyField, ({ name, path }) => {
				const source = edit(name, (document) => document.setIn([...path.slice(0, -1), 'zz'], 1));
				const field = fieldName([...path.slice(0, -1), 'zz']);
				const expected = { file: name, field, line: lineOf(source, 'zz: 1') };
				expect(problemsOf(name, source)).toContainEqual(expect.objectContaining(expected));
			}),
			{ numRuns: 50 }
		);
	});

	test('of any kind is a RubricError, however the text is damaged', () => {
		const damage = fc.constantFrom(
			'',
			':',
			'- ',
			'\t',
			'{',
			'[',
			'"',
			'*a',
			'&a ',
			'!x ',
			'\n',
			'#'
		);
		const pick = fc.record({
			name: fc.constantFrom(...fileNames),
			at: fc.double({ min: 0, max: 1, noNaN: true }),
			drop: fc.nat(40),
			damage
		});
		fc.assert(
			fc.property(pick, ({ name, at, drop, damage: insert }) => {
				const source = sources[name] ?? '';
				const start = Math.floor(at * source.length);
				problemsOf(name, source.slice(0, start) + insert + source.slice(start + drop));
			}),
			{ numRuns: 120 }
		);
	});
});

describe('broken YAML', () => {
	test.each([
		['a quote still open at its end', 'id: home\ntitle: "abc\nversion: 1\n', 4],
		['a tab for indentation', 'id: home\noverall:\n\tid: x\n', 3],
		['a field twice', 'id: home\nversion: 1\nid: home\n', 3],
		['a wrong level', 'id: home\n  version: 1\n', 1],
		['an unknown tag', 'id: home\nversion: !special 1\n', 2],
		['an alias', 'id: &a home\nsubject: *a\n', 2],
		['an alias of nothing', 'id: home\nsubject: *a\n', 2],
		['two documents', 'id: home\n---\nid: home\n', 2]
	])('with %s gives the line', (_what, source, line) => {
		const found = problemsOf('rubrics/questionnaires/home.yaml', source);
		expect(found.map((problem) => problem.line)).toContain(line);
	});

	test.each([
		['nothing', ''],
		['a comment', '# only\n'],
		['a list', '- id: home\n'],
		['a word', 'home\n'],
		['null', '~\n']
	])('that says %s is refused as a whole', (_what, source) => {
		expect(problemsOf('rubrics/rules.yaml', source)).toEqual([
			expect.objectContaining({ field: '(whole file)', message: 'must be a group of fields' })
		]);
	});
});

test('all problems of a file are told at once, in the order of lines', () => {
	const source = (sources['rubrics/questionnaires/home.yaml'] ?? '')
		.replace('version: 1', 'version: one')
		.replace('section: rights', 'section: right')
		.replace('max_length: 200', 'max_length: 2000');
	const found = problemsOf('rubrics/questionnaires/home.yaml', source);
	expect(found.map(({ field, message }) => `${field} ${message}`)).toEqual([
		'version must be a number',
		'items[1].section must be one of organisation, rights, work, effect, trust',
		'comment.max_length must be at most 200'
	]);
});
