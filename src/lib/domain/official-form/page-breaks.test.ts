import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pageBreaks } from './page-breaks.ts';

const room = { first: 100, other: 90 };
const rows = fc.array(fc.record({ height: fc.integer({ min: 1, max: 40 }), keep: fc.boolean() }));

it('no page is fuller than it can be, and every page has rows', () => {
	fc.assert(
		fc.property(rows, (list) => {
			const ends = [-1, ...pageBreaks(list, room), list.length - 1];
			ends.slice(1).forEach((end, page) => {
				const on = list.slice((ends[page] ?? 0) + 1, end + 1);
				const height = on.reduce((sum, row) => sum + row.height, 0);
				expect(height).toBeLessThanOrEqual(page === 0 ? room.first : room.other);
				if (list.length > 0) expect(on.length).toBeGreaterThan(0);
			});
		})
	);
});

it('rows that belong together are not parted', () => {
	const row = (height: number, keep = false) => ({ height, keep });
	expect(pageBreaks([row(60), row(30, true), row(30)], room)).toEqual([0]);
	expect(pageBreaks([row(60), row(30), row(30)], room)).toEqual([1]);
	expect(pageBreaks([row(60, true), row(60)], room)).toEqual([0]);
});
