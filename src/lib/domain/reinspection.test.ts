import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectionOutcomes, inspectionState, type InspectedTitle } from './reinspection.ts';

const rules = [
	{
		...({
			title: 'model_home',
			minimum_rank: 'province',
			every_years: 3,
			rectify_years: 1
		} as const),
		source: '第11条'
	}
];
const held: InspectedTitle = {
	...{ title: 'model_home', level: 'province', year: 2020, revoked_year: null },
	inspections: []
};
const found = (...inspections: InspectedTitle['inspections']) => ({ ...held, inspections });
const [passed, rectify, failed] = inspectionOutcomes;

describe('inspectionState', () => {
	it.each<[string, InspectedTitle, number, object]>([
		['before three years are over', held, 2022, { state: 'later', next: 2023 }],
		['after three years', held, 2023, { state: 'due', since: 2023 }],
		['long after', held, 2026, { state: 'due', since: 2023 }],
		[
			'after one that was passed',
			found({ year: 2023, outcome: passed }),
			2025,
			{ state: 'later', next: 2026 }
		],
		[
			'after one that asked to put things right',
			found({ year: 2023, outcome: rectify }, { year: 2021, outcome: passed }),
			2024,
			{ state: 'due', since: 2024 }
		],
		[
			'after one that failed',
			found({ year: 2023, outcome: failed }, { year: 2022, outcome: passed }),
			2030,
			{ state: 'failed' }
		],
		[
			'after one that failed and one that was passed since',
			found({ year: 2023, outcome: failed }, { year: 2024, outcome: passed }),
			2025,
			{ state: 'later', next: 2027 }
		],
		['once revoked', { ...held, revoked_year: 2024 }, 2026, { state: 'none' }],
		['of a national one', { ...held, level: 'nation' }, 2023, { state: 'due' }],
		['of a lower title', { ...held, level: 'city' }, 2026, { state: 'none' }],
		['of another title', { ...held, title: 'qualified_home' }, 2026, { state: 'none' }]
	])('%s', (_, title, year, state) => {
		expect(inspectionState(title, rules, year)).toMatchObject(state);
	});

	it('looks at the latest inspection, in whatever order they come', () => {
		const years = fc.uniqueArray(
			fc.record({
				year: fc.integer({ min: 2020, max: 2030 }),
				outcome: fc.constantFrom(...inspectionOutcomes)
			}),
			{ selector: ({ year }) => year, minLength: 1 }
		);
		fc.assert(
			fc.property(years, fc.integer({ min: 2020, max: 2040 }), (inspections, year) => {
				const state = inspectionState(found(...inspections), rules, year);
				expect(inspectionState(found(...inspections.toReversed()), rules, year)).toEqual(state);
				const last = inspections.reduce((a, b) => (a.year > b.year ? a : b));
				expect(state).toMatchObject({ last });
				expect(state.state === 'failed').toBe(last.outcome === 'failed');
			})
		);
	});
});
