import { describe, expect, it } from 'vitest';
import type { Instant } from '../database/values';
import { parseSuperiorForm, readSuperiorForm } from './superior-form';

const clock = { now: () => new Date('2026-11-22T01:00:00.000Z') };
const kind = (id: string) => ({
	...{ kind: id, name: id, level: 'grassroots' as const },
	...{ units: 9, listed: 9, vacant: 0 }
});
const choices = {
	kinds: [kind('enterprise'), kind('joint')],
	draws: [
		{ id: 'd26', year: 2026, label: '', kinds: {} },
		{ id: 'd25', year: 2025, label: '', kinds: {} }
	],
	smallest: 10,
	groups: { least: 5, most: 30 }
};

function parse(fields: Record<string, string | string[]>) {
	const data = new FormData();
	const usual = { year: '2026', minTurnout: '2/3', opens: 'now', closesAt: '2026-11-29T18:00' };
	for (const [name, value] of Object.entries({ ...usual, ...fields }))
		for (const one of [value].flat()) data.append(name, one);
	return parseSuperiorForm(readSuperiorForm(data), 'u1', choices, clock);
}

describe('the form of a superior appraisal', () => {
	it('states everybody, and neither subject nor number nor mode can be sent along', () => {
		const sent = {
			scope: 'all',
			subjects: 'home',
			eligible: '500',
			mode: 'poster',
			electorate: 'members'
		};
		expect(parse(sent)).toMatchObject({
			draft: {
				...{ unionId: 'u1', year: 2026, title: '2026年度基层工会主席评议上级工会', mode: 'slip' },
				...{ subjects: ['superior'], electorate: 'chairs', eligible: 0, smallestGroup: 10 },
				chairs: { kinds: null, drawId: null },
				closesAt: '2026-11-29T10:00:00.000Z' as Instant
			}
		});
	});

	it('states kinds and a draw of the year', () => {
		const sent = { scope: 'kinds', kinds: ['joint', 'joint'], draw: 'd26', smallestGroup: '6' };
		expect(parse(sent)).toMatchObject({
			draft: { chairs: { kinds: ['joint'], drawId: 'd26' }, smallestGroup: 6 }
		});
	});

	it.each<[string, Record<string, string | string[]>]>([
		['nothing chosen', {}],
		['no kind and no draw', { scope: 'kinds' }],
		['a kind that is not there', { scope: 'kinds', kinds: 'village' }],
		['a draw that is not there', { scope: 'kinds', draw: 'x' }],
		['a draw of another year', { scope: 'kinds', draw: 'd25' }]
	])('refuses %s', (_, fields) => {
		const parsed = parse(fields);
		expect('errors' in parsed && Object.keys(parsed.errors)).toEqual(['scope']);
	});

	it('says what is wrong with every field at once', () => {
		const parsed = parse({ scope: 'kinds', year: '1999', smallestGroup: '4', closesAt: '' });
		expect('errors' in parsed && Object.keys(parsed.errors).sort()).toEqual(
			['closesAt', 'scope', 'smallestGroup', 'year'].sort()
		);
	});
});
