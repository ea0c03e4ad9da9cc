import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { helpFor } from './page-help';

const OFFICE = 'src/routes/office';

/** Pages that are a document of their own: signing in, printing, projecting. */
const isFramed = (file: string) => !file.includes('+page@');

test('every page of the office leads to the section of the help that explains it', () => {
	const pages = readdirSync(OFFICE, { recursive: true })
		.map((file) => String(file).split(sep).join('/'))
		.filter((file) => /(^|\/)\+page[^/]*\.svelte$/.test(file) && isFramed(file));
	expect(pages.length).toBeGreaterThan(40);
	const without = pages.filter((file) => {
		const route = `/office/${file}`.replace(/\/\+page.*/, '');
		const text = readFileSync(join(OFFICE, file), 'utf8');
		const shows = /<(PageHeader|BoardHead)/.test(text) && helpFor(route) !== null;
		return !shows && !/<Explain|\/office\/help#/.test(text) && route !== '/office/help';
	});
	expect(without, 'say in page-help.ts which section it is').toEqual([]);
});

test('the longest beginning of a route counts', () => {
	expect(helpFor('/office/unions/[union]/draws/[draw]/check')).toBe('draws');
	expect(helpFor('/office/unions/new')).toBe('unions');
	expect(helpFor('/office/unionsomething')).toBeNull();
	expect(helpFor('/office/help')).toBeNull();
});

test('what a survey or a union has a section for is not explained by the section of the whole', () => {
	expect(helpFor('/office/surveys/[survey]/publication')).toBe('publication');
	expect(helpFor('/office/surveys/[survey]/comments')).toBe('comments');
	expect(helpFor('/office/unions/[union]/history/new')).toBe('history');
	expect(helpFor('/office/history/[result]')).toBe('history');
});
