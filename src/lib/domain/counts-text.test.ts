import { describe, expect, it } from 'vitest';
import { abstentionsText, countsText } from './counts-text.ts';
import { countsOf, shielding } from './samples.ts';
import { sealOverall } from './suppression.ts';

const seal = (...counts: Parameters<typeof countsOf>) =>
	sealOverall(countsOf(...counts), shielding);

describe('countsText', () => {
	it('names every count', () => {
		expect(countsText(seal(100, 13, 6, 4, 0, 1))).toBe(
			'满意 100 · 基本满意 13 · 不满意 6 · 不了解 4 · 弃权 0 · 无效 1'
		);
	});

	it('keeps to the sum where only that is known', () => {
		const unanimity = { ...shielding.unanimity, satisfied: 'collapse' } as const;
		const collapsed = sealOverall(countsOf(30), { ...shielding, unanimity });
		expect(countsText(collapsed)).toBe('满意和基本满意 30 · 不满意 0 · 不了解 0 · 弃权 0 · 无效 0');
	});

	it('says nothing of a suppressed result', () => {
		expect(countsText(seal(9, 0, 0, 3))).toBe('');
		expect(abstentionsText(seal(9, 0, 0, 3))).toBe('');
	});
});

describe('abstentionsText', () => {
	it('is there where anybody abstained', () => {
		expect(abstentionsText(seal(20, 0, 0, 0, 2))).toBe('不了解 0 · 弃权 2 · 无效 0');
		expect(abstentionsText(seal(20))).toBe('');
	});
});
