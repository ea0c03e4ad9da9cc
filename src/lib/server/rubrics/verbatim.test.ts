import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { allCriteria, rubricLevels } from '../../domain/rubric.ts';
import type { Criterion, RubricLevel } from '../../domain/rubric.ts';
import { loadRubrics } from './load.ts';

const { rubrics } = loadRubrics();

/** Changes with any character of any criterion, also where the source document is not at hand. */
const fingerprints: Record<RubricLevel, string> = {
	grassroots: 'e37044857779c4911e6f92da47b34b84ac5f50e733bf5607cca05f7704b7fdf5',
	intermediate: '5c1f349af887127d0de6495b3976dd404d61f349537f86cb244fa05539131800',
	county: '3743a02c6acd6964a1c98ca8c124235d02ed1e674698cff58514b9c26faa5597'
};

describe('the texts of the criteria', () => {
	test.each(rubricLevels)('of %s unions have not been edited', (level) => {
		const texts = allCriteria(rubrics[level]).map((criterion) => criterion.text);
		const hash = createHash('sha256').update(texts.join('\n'), 'utf8').digest('hex');
		expect(hash).toBe(fingerprints[level]);
	});
});

const sourcePath = fileURLToPath(
	new URL('../../../../../shared/seed/000_f8b9af71626a7ca3.txt', import.meta.url)
);

describe.skipIf(!existsSync(sourcePath))('against the source document', () => {
	// A skipped suite is still collected, so nothing is read before the first test.
	let annexes: ReturnType<typeof readAnnexes>;
	beforeAll(() => {
		annexes = readAnnexes();
	});

	test.each(rubricLevels)('%s: every criterion stands there, numbered, in order', (level) => {
		let from = 0;
		for (const criterion of allCriteria(rubrics[level])) {
			const rest = annexes[level].slice(from);
			const found = printedForm(criterion).exec(rest);
			expect(found, `${level} ${criterion.id}`).not.toBeNull();
			from += (found?.index ?? 0) + (found?.[0].length ?? 0);
		}
	});

	test.each(rubricLevels)('%s: nothing of the table but headings and sums is left', (level) => {
		const left = allCriteria(rubrics[level]).reduce(
			(text, criterion) => text.replace(printedForm(criterion), ''),
			annexes[level]
		);
		const table = left.slice(left.indexOf('考评分') + 3, left.indexOf('合计'));
		const headings = /组织健全|维权到位|工作规范|作用明显|职工信赖|[0-9]+分|[0-9０-９]/gu;
		expect(table.replace(headings, '')).toBe('');
	});

	test.each(rubricLevels)('%s: title, kinds and legal bases are those of the notes', (level) => {
		const { title, applies_to, basis } = rubrics[level];
		const notes = level === 'county' ? wholeSource() : annexes[level];
		const said = [title, ...basis, ...applies_to.map((kind) => kind.name)];
		expect(said.filter((text) => !notes.includes(text))).toEqual([]);
	});
});

/** The criterion as the annex prints it: its number, its text, its points; digits of either width. */
function printedForm({ id, text, points }: Criterion): RegExp {
	const number = Number(id.split('.')[2]);
	const words = text.replace(/\s/gu, '').replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
	return new RegExp(`${digit(number)}\\.${words}${digit(points)}分`, 'u');
}

function digit(value: number): string {
	return `[${value}${String.fromCharCode(value + '０'.charCodeAt(0))}]`;
}

function wholeSource(): string {
	return readFileSync(sourcePath, 'utf8').replace(/\s/gu, '');
}

function readAnnexes(): Record<RubricLevel, string> {
	const parts = wholeSource().split(/附件(?=[123]江苏省模范职工之家)/u);
	const [, grassroots = '', intermediate = '', county = ''] = parts;
	return { grassroots, intermediate, county };
}
