import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SealedCounts } from './counts';
import { compare } from './fraction';
import { compareQuestions, favourableShare, shortText } from './question-change';

function counts(favourable: number, dissatisfied: number, other = 0): SealedCounts {
	return {
		...{ disclosure: 'full', favourable, satisfied: favourable, basically_satisfied: 0 },
		...{ dissatisfied, unsure: other, blank: 0, invalid: 0 }
	};
}
const hidden: SealedCounts = {
	...{ disclosure: 'suppressed', favourable: null, satisfied: null, basically_satisfied: null },
	...{ dissatisfied: null, unsure: null, blank: null, invalid: null }
};
const question = (id: string, sealed: SealedCounts, text = id) => ({ id, text, counts: sealed });

const sealed = fc.oneof(
	fc.constant(hidden),
	fc.tuple(fc.nat(400), fc.nat(400)).map(([good, bad]) => counts(good, bad))
);
const asked = fc
	.uniqueArray(fc.tuple(fc.constantFrom(...'abcdefg'), sealed), { selector: ([id]) => id })
	.map((list) => list.map(([id, one]) => question(id, one)));

describe('questions beside the year before', () => {
	test('are compared exactly: 113 of 119 is less than 95 of 100', () => {
		const [change] = compareQuestions(
			[question('a', counts(113, 6))],
			[question('a', counts(95, 5))]
		);
		expect(change).toMatchObject({ direction: 'down', share: { num: 113, den: 119 } });
	});

	test('show nothing of a hidden one, neither this year nor as last year', () => {
		fc.assert(
			fc.property(asked, asked, (now, before) => {
				const changes = compareQuestions(now, before);
				for (const { id, before: earlier, direction } of changes) {
					expect(now.find((one) => one.id === id)?.counts).not.toBe(hidden);
					const last = before.find((one) => one.id === id)?.counts;
					if (!last || last === hidden) expect([earlier, direction]).toEqual([null, null]);
				}
			})
		);
	});

	test('come the weakest first, whatever order they were asked in', () => {
		fc.assert(
			fc.property(asked, asked, (now, before) => {
				const changes = compareQuestions(now, before);
				for (const [index, { share }] of changes.entries()) {
					const next = changes[index + 1];
					if (next) expect(compare(share, next.share)).toBeLessThanOrEqual(0);
				}
				expect(compareQuestions(now.toReversed(), before)).toEqual(changes);
			})
		);
	});

	test('are up one way and down the other', () => {
		const mirrored = { up: 'down', down: 'up', same: 'same' } as const;
		fc.assert(
			fc.property(asked, asked, (now, before) => {
				const back = compareQuestions(before, now);
				for (const { id, direction } of compareQuestions(now, before))
					if (direction !== null)
						expect(back.find((one) => one.id === id)?.direction).toBe(mirrored[direction]);
			})
		);
	});

	test('are not compared where the wording changed', () => {
		const now = [question('a', counts(9, 1), '办事讲规矩')];
		const before = [question('a', counts(8, 2), '办事公道')];
		expect(compareQuestions(now, before)).toMatchObject([{ before: null, direction: null }]);
	});

	test('leave 不了解 out of the share, and have none where nobody took a side', () => {
		expect(favourableShare(counts(8, 2, 90))).toEqual({ num: 8, den: 10 });
		expect(favourableShare(counts(0, 0, 30))).toBeNull();
		expect(favourableShare({ ...counts(8, 2), disclosure: 'suppressed' })).toBeNull();
	});

	test('are named by what stands before the colon', () => {
		expect(shortText('听会员的意见：大事让大家知道')).toBe('听会员的意见');
		expect(shortText('总体评价')).toBe('总体评价');
	});
});
