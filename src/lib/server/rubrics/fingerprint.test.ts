import { describe, expect, test } from 'vitest';
import type { Questionnaire } from '../../domain/questionnaire.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { questionnaireHash } from './fingerprint.ts';
import { loadRubrics } from './load.ts';

const { home, chair } = loadRubrics().questionnaires;

describe('canonical JSON', () => {
	test('orders fields at every depth and leaves lists alone', () => {
		const value = { b: [{ d: 1, c: '二' }, 2], a: null };
		expect(canonicalJson(value)).toBe('{"a":null,"b":[{"c":"二","d":1},2]}');
	});
});

describe('the hash of a set of questionnaires', () => {
	const hash = questionnaireHash([home, chair]).toString('hex');

	test('is a SHA-256', () => {
		expect(questionnaireHash([home])).toHaveLength(32);
	});

	test('does not depend on the order of the set or of the fields', () => {
		const reversed = Object.fromEntries(Object.entries(home).toReversed());
		const same = [chair, reversed as unknown as Questionnaire];
		expect(questionnaireHash(same).toString('hex')).toBe(hash);
	});

	test.each<[string, Questionnaire[]]>([
		['a subject', [home]],
		['a word', [{ ...home, title: '评家' }, chair]],
		['the order of questions', [{ ...home, items: home.items.toReversed() }, chair]],
		['an option', [{ ...home, options: home.options.slice(0, 3) }, chair]],
		['the version', [home, { ...chair, version: 2 }]]
	])('changes with %s', (_what, changed) => {
		expect(questionnaireHash(changed).toString('hex')).not.toBe(hash);
	});
});
