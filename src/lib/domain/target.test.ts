import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { titleRanks, titles, type Target } from './rules.ts';
import { targetProgress } from './target.ts';
import type { HeldTitle } from './title.ts';

const targets: Target[] = [
	{
		...{ id: 'qualified', name: '合格职工之家', of: 'grassroots', source: '第3条' },
		...{ title: 'qualified_home', minimum_rank: 'county', threshold: { num: 85, den: 100 } }
	},
	{
		...{ id: 'model', name: '模范职工之家', of: 'qualified', source: '第3条' },
		...{ title: 'model_home', minimum_rank: 'city', threshold: { num: 30, den: 100 } }
	}
];
const title = (change: Partial<HeldTitle> = {}): HeldTitle => ({
	...{ title: 'qualified_home', rank: 'county', awarded_year: 2020, revoked_year: null },
	...change
});
const qualified = [title()];
const model = [title(), title({ title: 'model_home', rank: 'city' })];
const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);

describe('targetProgress', () => {
	it('counts 合格 of all unions, and 模范 of those that are 合格', () => {
		const unions = [...times(12, qualified), ...times(5, model), ...times(3, [])];
		expect(targetProgress(targets, unions, 2026)).toMatchObject([
			{ id: 'qualified', base: 20, reached: 17, met: true, short: 0, outside: 0 },
			{ id: 'model', base: 17, reached: 5, met: false, short: 1, outside: 0 }
		]);
	});

	it('includes the threshold itself, and says how many are short of it', () => {
		const share = (n: number) => [...times(n, qualified), ...times(20 - n, [])];
		expect(targetProgress(targets, share(17), 2026)[0]).toMatchObject({ met: true, short: 0 });
		expect(targetProgress(targets, share(16), 2026)[0]).toMatchObject({ met: false, short: 1 });
	});

	it('does not count a title that was revoked, came later or is too low', () => {
		const unions = [
			[title({ revoked_year: 2026 })],
			[title({ awarded_year: 2027 })],
			[title(), title({ title: 'model_home', rank: 'county' })]
		];
		expect(targetProgress(targets, unions, 2026)).toMatchObject([{ reached: 1 }, { reached: 0 }]);
	});

	it('shows 模范 that nobody entered as 合格 beside the figure, not in it', () => {
		const only = [title({ title: 'model_home', rank: 'province' })];
		expect(targetProgress(targets, [only, qualified], 2026)[1]).toMatchObject({
			...{ base: 1, reached: 0, outside: 1 }
		});
	});

	it('of no unions is neither met nor a share', () => {
		expect(targetProgress(targets, [], 2026)[0]).toMatchObject({ share: null, met: false });
	});

	it('never counts more than its base, and the missing ones would do', () => {
		const one = fc.record({
			title: fc.constantFrom(...titles),
			rank: fc.constantFrom(...titleRanks),
			awarded_year: fc.integer({ min: 2020, max: 2028 }),
			revoked_year: fc.option(fc.integer({ min: 2020, max: 2030 }))
		});
		fc.assert(
			fc.property(fc.array(fc.array(one, { maxLength: 3 }), { maxLength: 40 }), (unions) => {
				const [first, second] = targetProgress(targets, unions, 2026);
				expect(first?.base).toBe(unions.length);
				expect(second?.base).toBe(first?.reached);
				for (const { reached, base, short, met } of [first!, second!]) {
					expect(reached).toBeLessThanOrEqual(base);
					if (base > 0) expect(met).toBe(short === 0);
				}
			})
		);
	});
});
