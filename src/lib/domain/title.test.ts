import { describe, expect, it } from 'vitest';
import { titleRanks } from './rules.ts';
import { reachesRank, titleStatus, type HeldTitle } from './title.ts';

const required = { title: 'model_home', minimum_rank: 'province' } as const;
const held: HeldTitle = {
	title: 'model_home',
	rank: 'province',
	awarded_year: 2024,
	revoked_year: null
};

describe('titleStatus', () => {
	it.each<[string, HeldTitle[] | null]>([
		['held', [held]],
		['held', [{ ...held, rank: 'nation' }]],
		['held', [{ ...held, revoked_year: 2027 }]],
		['held', [{ ...held, revoked_year: 2025 }, held]],
		['revoked', [{ ...held, revoked_year: 2026 }]],
		['absent', [{ ...held, rank: 'city' }]],
		['absent', [{ ...held, title: 'outstanding_worker' }]],
		['absent', [{ ...held, awarded_year: 2027 }]],
		['absent', []],
		['unknown', null]
	])('is %s', (status, titles) => {
		expect(titleStatus(titles, required, 2026)).toBe(status);
	});
});

describe('reachesRank', () => {
	it('includes the rank itself and those above', () => {
		expect(titleRanks.filter((rank) => reachesRank(rank, 'province'))).toEqual([
			'province',
			'nation'
		]);
	});
});
