import { expect, it } from 'vitest';
import { countLines, textWidth } from './text-lines.ts';

it('a Chinese sign is twice as wide as a letter or digit', () => {
	expect(textWidth('满意率95.00%')).toBe(6);
	expect(textWidth('“双争”（一）')).toBe(7);
	expect(textWidth('')).toBe(0);
});

it('counts the lines a text takes, and those it already has', () => {
	expect(countLines('', 10)).toBe(1);
	expect(countLines('工'.repeat(9), 10)).toBe(1);
	expect(countLines('工'.repeat(10), 10)).toBe(2);
	expect(countLines('甲\n乙\n', 10)).toBe(3);
	expect(countLines('很窄', 0)).toBe(2);
});
