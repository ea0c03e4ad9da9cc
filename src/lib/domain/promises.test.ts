import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
	allPromises,
	promiseKindNames,
	promiseKinds,
	promisesOf,
	type PromiseFacts
} from './promises.ts';
import { custodies } from './rules.ts';
import { modes } from './words.ts';

const readme = readFileSync('README.md', 'utf8');
const rules = parse(readFileSync('rubrics/rules.yaml', 'utf8')) as {
	destruction: { window_days: number };
};
const windowDays = rules.destruction.window_days;

const all: PromiseFacts[] = modes.flatMap((mode) =>
	custodies.flatMap((custody) =>
		[false, true].map((destroyed) => ({ mode, custody, destroyed, windowDays }))
	)
);

test('the README says exactly what members are told', () => {
	const section = /### What members are told\n([\s\S]*?)\n### /.exec(readme)?.[1] ?? '';
	const lines = section.split('\n').filter((line) => /^(- |\*\*)/.test(line));
	const expected = promiseKinds.flatMap((kind) => [
		`**${promiseKindNames[kind]}**`,
		...allPromises(kind, windowDays).map((text) => `- ${text}`)
	]);
	expect(lines).toEqual(expected);
});

test('匿名 is claimed of a destroyed survey alone', () => {
	for (const facts of all) {
		const said = promiseKinds.flatMap((kind) => promisesOf(kind, facts)).join('');
		expect(said.includes('是匿名的')).toBe(facts.destroyed);
		expect(said).not.toContain('{');
		expect(said.includes('密封')).toBe(true);
	}
});

test('every survey is told something of each kind', () => {
	for (const facts of all)
		for (const kind of promiseKinds) expect(promisesOf(kind, facts).length).toBeGreaterThan(0);
});

test('the tests that the threat table names exist', () => {
	const table = /### Threats\n([\s\S]*?)\n### /.exec(readme)?.[1] ?? '';
	const named = [...table.matchAll(/`((?:tests|src)\/[^`]+)`/g)].map(([, file = '']) => file);
	expect(named.length).toBeGreaterThan(10);
	expect(named.filter((file) => !existsSync(file))).toEqual([]);
});
